import { CONTACTS, type Contact } from '../../preload/contract/contacts.ts';
import { formatBytes, formatInstant, UNKNOWN } from '../../preload/contract/formatting.ts';
import type { ProviderContact } from '../../preload/contract/providers.ts';
import { settingRows } from '../../preload/contract/settingRows.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { messages } from '../messages.ts';
import { useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import { changeSettings, useSettings } from '../store/settingsStore.ts';
import { nameOf } from './names.ts';
import { SwitchControl } from './SwitchControl.tsx';

const OPENER_WORDS: Readonly<Record<Contact['opener'], string>> = {
  tollgate: 'Tollgate',
  'own-program': 'your own program',
  incoming: 'comes in',
};

/** Who may be contacted, with the switch, the last time and the bytes; what nobody counts is said to be unknown. */
export function PrivacyTable({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <p className="settings-note settings-note-plain">{messages.privacyOwn}</p>
      <div className="table-frame" tabIndex={0} role="region" aria-label={messages.contacts}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{messages.contactHost}</th>
              <th scope="col">{messages.contactBy}</th>
              <th scope="col">{messages.contactWhy}</th>
              <th scope="col">{messages.contactLast}</th>
              <th scope="col">{messages.contactBytes}</th>
              <th scope="col">{messages.contactAllowed}</th>
            </tr>
          </thead>
          <tbody>
            {CONTACTS.map((contact) => (
              <ContactRow key={contact.purpose} contact={contact} settings={settings} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="settings-note">{messages.privacyBytes}</p>
    </>
  );
}

function ContactRow({
  contact,
  settings,
}: {
  readonly contact: Contact;
  readonly settings: Settings;
}) {
  const { opener, purpose, switchPath } = contact;
  const host = useHost(contact);
  const [row] = settingRows(settings, switchPath);
  const name = nameOf(switchPath);
  return (
    <tr>
      <th scope="row">{host}</th>
      <td>{OPENER_WORDS[opener]}</td>
      <td className="table-words">{purpose}</td>
      <td>
        <LastContact contact={contact} />
      </td>
      <td>
        <Bytes contact={contact} />
      </td>
      <td>
        {row && (
          <SwitchControl
            row={row}
            label={`${messages.allow}: ${name}`}
            describedBy=""
            onChange={(value) =>
              void changeSettings(
                [{ path: switchPath, value }],
                `${name}: ${value === true ? 'on' : 'off'}`,
              )
            }
          />
        )}
      </td>
    </tr>
  );
}

function LastContact({ contact }: { readonly contact: Contact }) {
  const snapshot = useReview((state) => state.snapshot);
  const nowMs = useReview((state) => state.nowMs);
  const asked = useSettings((state) => state.facts?.asked ?? null);
  const account = useContact(contact);
  if (contact.provider !== null) {
    const atMs = account?.lastContactAtMs ?? null;
    return atMs === null || snapshot === null
      ? messages.never
      : formatInstant(atMs, nowMs, snapshot);
  }
  if (contact.opener === 'tollgate') return messages.notKept;
  if (contact.opener === 'incoming') return messages.notCounted;
  const times = (asked ?? [])
    .filter(({ source }) => source === contact.source)
    .flatMap(({ lastAskedAtMs }) => (lastAskedAtMs === null ? [] : [lastAskedAtMs]));
  if (times.length === 0 || snapshot === null) return messages.never;
  return formatInstant(Math.max(...times), nowMs, snapshot);
}

/** What is kept of contacts with a provider; undefined where nothing is. */
function useContact({ provider }: Contact): ProviderContact | undefined {
  return useProviders(({ views, metrics }) =>
    provider === 'collector'
      ? metrics?.contact
      : views?.find((one) => one.provider === provider)?.contact,
  );
}

/** The collector's is the user's own choice. */
function useHost(contact: Contact): string {
  const own = useProviders(({ metrics }) => metrics?.contact.host ?? 'none');
  return contact.provider === 'collector' && own !== 'none' ? own : contact.host;
}

/** Above the encryption. */
function Bytes({ contact }: { readonly contact: Contact }) {
  const snapshot = useReview((state) => state.snapshot);
  const account = useContact(contact);
  if (contact.opener !== 'tollgate') return messages.notSeen;
  if (contact.provider === null) return messages.notCounted;
  if (!account || snapshot === null) return UNKNOWN;
  const { requests, bytesSent, bytesReceived } = account;
  if (requests === 0) return messages.noBytes;
  return messages.bytesBothWays(
    formatBytes(bytesSent, snapshot),
    formatBytes(bytesReceived, snapshot),
  );
}
