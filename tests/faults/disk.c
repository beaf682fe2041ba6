/*
 * Stands between a program and the disk (LD_PRELOAD): writes down what is written and flushed below a
 * folder, in order, and makes the n-th such call fail or be the program's last.
 *
 *   FAULT_FOLDER  files below it are meant
 *   FAULT_LOG     file for the record: one byte kind (W, F, T, U), path, offset, data (see replay.ts)
 *   FAULT_AT      the call that goes wrong, from 1
 *   FAULT_ACTION  kill (before the call), torn (half-way through a write; only writes are counted then), EIO or
 *                 ENOSPC
 *   FAULT_ALWAYS  set: every call from that one on
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static size_t folder_length;
static int record = -1;
static long calls, fault_at;
static int fault_errno, is_kill, is_torn, is_always;

static ssize_t (*real_write)(int, const void *, size_t);

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("FAULT_LOG"), *action = getenv("FAULT_ACTION"), *at = getenv("FAULT_AT");
  real_write = real("write");
  folder = getenv("FAULT_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  if (log) record = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  fault_at = at ? atol(at) : 0;
  is_always = getenv("FAULT_ALWAYS") != NULL;
  is_kill = action && !strcmp(action, "kill");
  is_torn = action && !strcmp(action, "torn");
  fault_errno = action && !strcmp(action, "ENOSPC") ? ENOSPC : EIO;
}

/* The path of a descriptor below the folder, without it; NULL for all others. */
static const char *path_of(int fd, char *space, size_t size) {
  char link[64];
  ssize_t length;
  if (!folder) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink(link, space, size - 1);
  if (length <= (ssize_t)folder_length) return NULL;
  space[length] = 0;
  return strncmp(space, folder, folder_length) ? NULL : space + folder_length + 1;
}

/* The shared memory beside a database is no matter of the disk. */
static int is_counted(const char *path) {
  size_t length = strlen(path);
  return fault_at && !(length > 4 && !strcmp(path + length - 4, "-shm"));
}

/* Counts a write; 1 when it is the one that ends in its middle. */
static int is_cut(const char *path) {
  return is_torn && is_counted(path) && __sync_add_and_fetch(&calls, 1) == fault_at;
}

/* Counts a call; 0 when it may go on. */
static int goes_wrong(const char *path) {
  long now;
  if (is_torn || !is_counted(path)) return 0;
  now = __sync_add_and_fetch(&calls, 1);
  if (now != fault_at && !(is_always && now > fault_at)) return 0;
  if (is_kill) raise(SIGKILL);
  errno = fault_errno;
  return 1;
}

static void note(char kind, const char *path, int64_t offset, const void *data, uint32_t size) {
  char head[16];
  uint16_t path_size = (uint16_t)strlen(path);
  if (record < 0) return;
  head[0] = kind;
  memcpy(head + 1, &path_size, 2);
  memcpy(head + 3, &offset, 8);
  memcpy(head + 11, &size, 4);
  pthread_mutex_lock(&turn);
  real_write(record, head, 15);
  real_write(record, path, path_size);
  if (size) real_write(record, data, size);
  pthread_mutex_unlock(&turn);
}

#define POSITIONED_WRITE(NAME, OFFSET)                                            \
  ssize_t NAME(int fd, const void *data, size_t size, OFFSET offset) {            \
    static ssize_t (*next)(int, const void *, size_t, OFFSET);                    \
    char space[4096];                                                             \
    const char *path = path_of(fd, space, sizeof space);                          \
    ssize_t done;                                                                 \
    if (!next) next = real(#NAME);                                                \
    if (path && is_cut(path)) {                                                   \
      next(fd, data, size / 2, offset);                                           \
      raise(SIGKILL);                                                             \
    }                                                                             \
    if (path && goes_wrong(path)) return -1;                                      \
    done = next(fd, data, size, offset);                                          \
    if (path && done > 0) note('W', path, offset, data, (uint32_t)done);          \
    return done;                                                                  \
  }
POSITIONED_WRITE(pwrite64, off64_t)
POSITIONED_WRITE(pwrite, off_t)

ssize_t write(int fd, const void *data, size_t size) {
  char space[4096];
  const char *path;
  off_t offset = 0;
  ssize_t done;
  if (!real_write) real_write = real("write");
  path = fd == record ? NULL : path_of(fd, space, sizeof space);
  if (path && is_cut(path)) {
    real_write(fd, data, size / 2);
    raise(SIGKILL);
  }
  if (path && goes_wrong(path)) return -1;
  if (path) offset = lseek(fd, 0, SEEK_CUR);
  done = real_write(fd, data, size);
  if (path && done > 0) note('W', path, offset, data, (uint32_t)done);
  return done;
}

#define FLUSH(NAME)                                                               \
  int NAME(int fd) {                                                              \
    static int (*next)(int);                                                      \
    char space[4096];                                                             \
    const char *path = path_of(fd, space, sizeof space);                          \
    int failed;                                                                   \
    if (!next) next = real(#NAME);                                                \
    if (path && goes_wrong(path)) return -1;                                      \
    failed = next(fd);                                                            \
    if (path && !failed) note('F', path, 0, NULL, 0);                             \
    return failed;                                                                \
  }
FLUSH(fsync)
FLUSH(fdatasync)

#define TRUNCATE(NAME, OFFSET)                                                    \
  int NAME(int fd, OFFSET length) {                                               \
    static int (*next)(int, OFFSET);                                              \
    char space[4096];                                                             \
    const char *path = path_of(fd, space, sizeof space);                          \
    int failed;                                                                   \
    if (!next) next = real(#NAME);                                                \
    if (path && goes_wrong(path)) return -1;                                      \
    failed = next(fd, length);                                                    \
    if (path && !failed) note('T', path, length, NULL, 0);                        \
    return failed;                                                                \
  }
TRUNCATE(ftruncate64, off64_t)
TRUNCATE(ftruncate, off_t)

int unlink(const char *name) {
  static int (*next)(const char *);
  int is_ours = folder && !strncmp(name, folder, folder_length);
  int failed;
  if (!next) next = real("unlink");
  if (is_ours && goes_wrong(name + folder_length + 1)) return -1;
  failed = next(name);
  if (is_ours && !failed) note('U', name + folder_length + 1, 0, NULL, 0);
  return failed;
}
