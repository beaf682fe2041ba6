/*
 * Stands in for the AppImage runtime, which electron-builder downloads and which neither npm nor Debian carries.
 * What it begins is a squashfs right behind this program (specification of AppImage, type 2). It unpacks that
 * with squashfs-tools, where the real one mounts it, runs AppRun, and tidies up. Releases use the real one
 * (docs/packaging.md).
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child;

/* Whoever ends this means the program, and the files are tidied up after it. */
static void hand_on(int signal) {
  if (child > 0) kill(child, signal);
}

static int run(char *const words[]) {
  int status = -1;
  child = fork();
  if (child == 0) {
    execvp(words[0], words);
    _exit(127);
  }
  if (child < 0) return 70;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return 70;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Where the program ends and the files begin: section headers are the last part of it. */
static long own_size(void) {
  Elf64_Ehdr head;
  int self = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  long size = -1;
  if (self >= 0 && read(self, &head, sizeof head) == sizeof head)
    size = (long)head.e_shoff + (long)head.e_shentsize * head.e_shnum;
  if (self >= 0) close(self);
  return size;
}

int main(int count, char **words) {
  char self[PATH_MAX], offset[32], folder[] = "/tmp/tollgate-appimage-XXXXXX", files[64], start[80];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  long size = own_size();
  int code;
  (void)count;
  signal(SIGTERM, hand_on);
  signal(SIGINT, hand_on);
  if (length < 0 || size < 0 || !mkdtemp(folder)) return 70;
  self[length] = 0;
  snprintf(offset, sizeof offset, "%ld", size);
  snprintf(files, sizeof files, "%s/files", folder);
  snprintf(start, sizeof start, "%s/AppRun", files);
  char *const unpack[] = {"unsquashfs", "-n", "-q", "-o", offset, "-d", files, self, NULL};
  char *const tidy[] = {"rm", "-rf", folder, NULL};
  code = run(unpack);
  if (code == 0) {
    setenv("APPIMAGE", self, 1);
    setenv("APPDIR", files, 1);
    words[0] = start;
    code = run(words);
  }
  run(tidy);
  return code;
}
