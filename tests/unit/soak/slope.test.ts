/** The judge of the long soak: it must see a leak through noise, and see none where there is none. */
import { expect, it } from 'vitest';
import { createRandom } from '../../bench/random.ts';
import { growthOf, slopeOf, type Sample } from '../../soak/slope.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Two hours of a sample a minute: 200 MB, give or take one, growing by so much a day. */
function course(megabytesADay: number, seed: number): Sample[] {
  const random = createRandom(seed);
  return Array.from({ length: 120 }, (_, minute) => {
    const atMs = minute * MINUTE_MS;
    const noise = random.integer(-1000, 1000) / 1000;
    const megabytes = 200 + noise + (megabytesADay * atMs) / DAY_MS;
    return { atMs, bytes: megabytes * 1e6, descriptors: 90, threads: 40 };
  });
}
const megabytes = ({ bytes }: Sample) => bytes / 1e6;

it('finds the slope, and an interval that holds it, in most of a hundred courses', () => {
  for (const slope of [0, 48]) {
    const found = Array.from({ length: 100 }, (_, seed) =>
      slopeOf(course(slope, seed + 1), megabytes),
    );
    const held = found.filter(({ least, most }) => least <= slope && slope <= most);
    expect(held.length, String(slope)).toBeGreaterThanOrEqual(88);
  }
});

it('calls a leak of two megabytes an hour a leak, and none none', () => {
  expect(slopeOf(course(48, 1), megabytes).least).toBeGreaterThan(1);
  expect(slopeOf(course(0, 1), megabytes).least).toBeLessThanOrEqual(1);
});

it('is not misled by one peak', () => {
  const samples = course(0, 3);
  samples[119] = { ...samples[119]!, bytes: 900e6, descriptors: 500 };
  expect(slopeOf(samples, megabytes).least).toBeLessThanOrEqual(1);
  expect(growthOf(samples, (one) => one.descriptors)).toBe(0);
});

it('sees descriptors that stay open', () => {
  const leaking = course(0, 4).map((one, index) => ({ ...one, descriptors: 90 + index }));
  expect(growthOf(leaking, (one) => one.descriptors)).toBeGreaterThan(50);
});

it('says nothing of a single sample', () => {
  expect(() => slopeOf(course(0, 1).slice(0, 1), megabytes)).toThrow('too few');
});
