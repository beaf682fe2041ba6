// The cache of this machine for what is slow to fetch or to build, and the few file operations that
// make it safe when two commands fill it at the same time: everything is made beside its final
// place and then renamed into it.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOCK_POLL_MS = 250;

/**
 * The cache folder. TOLLGATE_DEV_CACHE wins: the private test desktop replaces XDG_CACHE_HOME and
 * uses this variable to keep the real cache in reach.
 */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  const folder = process.env.TOLLGATE_DEV_CACHE || path.join(base, 'tollgate-dev');
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** A path beside `target` that no other process uses. */
export function besidePath(target) {
  const unique = `${process.pid}-${Math.random().toString(36).slice(2, 8)}`;
  return path.join(path.dirname(target), `.${path.basename(target)}.${unique}`);
}

/** Replaces a file so that a reader sees the old one or the new one, never a half. */
export function replaceFile(target, write) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  const beside = besidePath(target);
  try {
    write(beside);
    fs.renameSync(beside, target);
  } finally {
    fs.rmSync(beside, { force: true });
  }
}

/** Puts a finished folder (or link) in its place; whatever stood there moves aside first. */
export function replaceFolder(target, finished) {
  const old = besidePath(target);
  try {
    fs.renameSync(target, old);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  try {
    fs.renameSync(finished, target);
  } catch (error) {
    // Another process was faster; its result is as good as ours.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    fs.rmSync(finished, { recursive: true, force: true });
  }
  fs.rmSync(old, { recursive: true, force: true });
}

/**
 * Lets one process at a time do a long job. A courtesy that saves double work: correctness comes
 * from the renames above, so a lock whose owner died is simply taken over.
 */
export async function oneAtATime(name, job) {
  const lock = path.join(cacheFolder(), `${name}.lock`);
  while (!tryLock(lock)) await delay(LOCK_POLL_MS);
  try {
    return await job();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function tryLock(lock) {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!ownerIsAlive(lock)) fs.rmSync(lock, { force: true });
  return false;
}

function ownerIsAlive(lock) {
  try {
    const owner = Number(fs.readFileSync(lock, 'utf8'));
    if (!owner) return Date.now() - fs.statSync(lock).mtimeMs < 1_000;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
