import { CONTACTS, type Contact } from '../../preload/contract/contacts.ts';
import { formatBytes, formatInstant, UNKNOWN } from '../../preload/contract/formatting.ts';
import type { ProviderContact } from '../../preload/contract/providers.ts';
import { settingRows } from '../../preload/contract/settingRows.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useProviders } from '../store/providersStore.ts';
import { useReview } from '../store/reviewStore.ts';
import { changeSettings, useSettings } from '../store/settingsStore.ts';
import { nameOf } from './names.ts';
import { SwitchControl } from './SwitchControl.tsx';

const OPENER_WORDS = {
  tollgate: 'Tollgate',
  'own-program': 'your own program',
  incoming: 'comes in',
} as const satisfies Readonly<Record<Contact['opener'], string>>;

/** Who may be contacted, with the switch, the last time and the bytes; what nobody counts is said to be unknown. */
export function PrivacyTable({ settings }: { readonly settings: Settings }) {
  const { say } = useSay();
  return (
    <>
      <p className="settings-note settings-note-plain">{say(messages.privacyOwn)}</p>
      <div className="table-frame" tabIndex={0} role="region" aria-label={say(messages.contacts)}>
        <table className="table">
          <TableHead>
            <ColumnHead>{say(messages.contactHost)}</ColumnHead>
            <ColumnHead>{say(messages.contactBy)}</ColumnHead>
            <ColumnHead>{say(messages.contactWhy)}</ColumnHead>
            <ColumnHead>{say(messages.contactLast)}</ColumnHead>
            <ColumnHead>{say(messages.contactBytes)}</ColumnHead>
            <ColumnHead>{say(messages.contactAllowed)}</ColumnHead>
          </TableHead>
          <tbody>
            {CONTACTS.map((contact) => (
              <ContactRow key={contact.purpose} contact={contact} settings={settings} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="settings-note">{say(messages.privacyBytes)}</p>
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
  const { say } = useSay();
  const { opener, purpose, switchPath } = contact;
  const [row] = settingRows(settings, switchPath);
  const name = nameOf(switchPath, say);
  return (
    <tr>
      <th scope="row">
        <Host contact={contact} />
      </th>
      <td>{say(OPENER_WORDS[opener])}</td>
      <td className="table-words">{say(purpose)}</td>
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
            label={`${say(messages.allow)}: ${name}`}
            describedBy=""
            onChange={(value) =>
              void changeSettings(
                [{ path: switchPath, value }],
                `${name}: ${say(value === true ? 'on' : 'off')}`,
              )
            }
          />
        )}
      </td>
    </tr>
  );
}

/** Where this copy was released is told by the copy itself: the hosts are named once they were asked. */
function Host({ contact }: { readonly contact: Contact }) {
  const { say } = useSay();
  const host = useHost(contact);
  const hosts = useSettings((state) => state.facts?.updates?.hosts ?? null);
  const isReleases = contact.opener === 'tollgate' && contact.provider === null;
  if (isReleases && hosts !== null) return hosts.join(', ');
  return host.includes(' ') ? say(host) : host;
}

function LastContact({ contact }: { readonly contact: Contact }) {
  const { say } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const nowMs = useReview((state) => state.nowMs);
  const asked = useSettings((state) => state.facts?.asked ?? null);
  const updates = useSettings((state) => state.facts?.updates ?? null);
  const account = useContact(contact);
  if (contact.provider !== null) {
    const atMs = account?.lastContactAtMs ?? null;
    return atMs === null || snapshot === null
      ? say(messages.never)
      : formatInstant(atMs, nowMs, snapshot);
  }
  if (contact.opener === 'tollgate') {
    return updates === null || snapshot === null
      ? say(messages.never)
      : formatInstant(updates.lastContactAtMs, nowMs, snapshot);
  }
  if (contact.opener === 'incoming') return say(messages.notCounted);
  const times = (asked ?? [])
    .filter(({ source }) => source === contact.source)
    .flatMap(({ lastAskedAtMs }) => (lastAskedAtMs === null ? [] : [lastAskedAtMs]));
  if (times.length === 0 || snapshot === null) return say(messages.never);
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
  const { say } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const updates = useSettings((state) => state.facts?.updates ?? null);
  const account = useContact(contact);
  if (contact.opener !== 'tollgate') return say(messages.notSeen);
  if (contact.provider === null) {
    return updates === null || snapshot === null
      ? say(messages.noBytes)
      : say(messages.bytesIn, { received: formatBytes(updates.bytesReceived, snapshot) });
  }
  if (!account || snapshot === null) return UNKNOWN;
  const { requests, bytesSent, bytesReceived } = account;
  if (requests === 0) return say(messages.noBytes);
  return say(messages.bytesBothWays, {
    sent: formatBytes(bytesSent, snapshot),
    received: formatBytes(bytesReceived, snapshot),
  });
}
