//===- faults.c - System calls that fail or kill, for tests ---------------===//
//
// Preloaded (LD_PRELOAD) into a program. It counts the calls that touch paths
// containing $AEC_FAULTS_PATH (which decide what a save leaves behind) and
// makes call number $AEC_FAULTS_AT do $AEC_FAULTS_DO: "fail" with the error
// $AEC_FAULTS_ERRNO, "short" (half of a write is written, and said so), "kill"
// (SIGKILL before the call), "late" (SIGKILL behind it; behind half of a
// write). With $AEC_FAULTS_THEN "kill" the next save behind that is killed at
// its start. $AEC_FAULTS_LOG gets a line a call. Without those it does nothing.
//
//===----------------------------------------------------------------------===//
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_FILES = 1024 };
static char watched[MAX_FILES];
static long calls;

static const char *setting(const char *name) {
  const char *text = getenv(name);
  return text ? text : "";
}

static int is(const char *action) {
  return !strcmp(setting("AEC_FAULTS_DO"), action);
}

static int path_watched(const char *path) {
  const char *part = setting("AEC_FAULTS_PATH");
  return *part && strstr(path, part) != NULL;
}

static int file_watched(int file) {
  return file >= 0 && file < MAX_FILES && watched[file];
}

static void watch(int file, int on) {
  if (file >= 0 && file < MAX_FILES)
    watched[file] = (char)on;
}

// Counts a call; 1 where it is the one.
static int chosen(const char *name) {
  long at = atol(setting("AEC_FAULTS_AT"));
  const char *path = setting("AEC_FAULTS_LOG");
  ++calls;
  if (*path) {
    char line[64];
    int size = snprintf(line, sizeof line, "%ld %s\n", calls, name);
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    ssize_t (*real_write)(int, const void *, size_t) =
        dlsym(RTLD_NEXT, "write");
    int (*real_close)(int) = dlsym(RTLD_NEXT, "close");
    int log = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (log >= 0 && real_write(log, line, (size_t)size) < 0)
      abort();
    real_close(log);
  }
  // A save begins with finding out where its file really is.
  if (at && calls > at && !strcmp(name, "realpath") &&
      !strcmp(setting("AEC_FAULTS_THEN"), "kill"))
    kill(getpid(), SIGKILL);
  if (calls != at)
    return 0;
  if (is("kill"))
    kill(getpid(), SIGKILL);
  return 1;
}

static int fails(int hit) {
  if (!hit || !is("fail"))
    return 0;
  errno = atoi(setting("AEC_FAULTS_ERRNO"));
  return 1;
}

static void late(int hit) {
  if (hit && is("late"))
    kill(getpid(), SIGKILL);
}

#define REAL(type, name, ...)                                                  \
  static type (*real)(__VA_ARGS__);                                            \
  if (!real)                                                                   \
  real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int open_with(int (*real)(const char *, int, ...), const char *path,
                     int flags, mode_t mode) {
  if (!path_watched(path))
    return real(path, flags, mode);
  int hit = chosen("open");
  if (fails(hit))
    return -1;
  int file = real(path, flags, mode);
  watch(file, 1);
  late(hit);
  return file;
}

static mode_t mode_of(int flags, va_list list) {
  return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE
             ? (mode_t)va_arg(list, int)
             : 0;
}

int open(const char *path, int flags, ...) {
  REAL(int, "open", const char *, int, ...);
  va_list list;
  va_start(list, flags);
  mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_with(real, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  REAL(int, "open64", const char *, int, ...);
  va_list list;
  va_start(list, flags);
  mode_t mode = mode_of(flags, list);
  va_end(list);
  return open_with(real, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  REAL(int, "openat", int, const char *, int, ...);
  va_list list;
  va_start(list, flags);
  mode_t mode = mode_of(flags, list);
  va_end(list);
  if (!path_watched(path))
    return real(folder, path, flags, mode);
  int hit = chosen("openat");
  if (fails(hit))
    return -1;
  int file = real(folder, path, flags, mode);
  watch(file, 1);
  late(hit);
  return file;
}

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!file_watched(file))
    return real(file, bytes, count);
  int hit = chosen("write");
  if (fails(hit))
    return -1;
  int half = hit && (is("short") || is("late")) && count > 1;
  ssize_t done = real(file, bytes, half ? count / 2 : count);
  late(hit);
  return done;
}

// Calls of one argument, which names a file or a path.
#define WRAP(name, parameter, is_watched)                                      \
  int name(parameter subject) {                                                \
    REAL(int, #name, parameter);                                               \
    if (!is_watched(subject))                                                  \
      return real(subject);                                                    \
    int hit = chosen(#name);                                                   \
    if (fails(hit))                                                            \
      return -1;                                                               \
    int result = real(subject);                                                \
    late(hit);                                                                 \
    return result;                                                             \
  }
WRAP(fsync, int, file_watched)
WRAP(unlink, const char *, path_watched)

int close(int file) {
  REAL(int, "close", int);
  if (!file_watched(file))
    return real(file);
  int hit = chosen("close");
  watch(file, 0);
  int result = real(file); // a close that fails has closed all the same
  late(hit);
  return fails(hit) ? -1 : result;
}

int access(const char *path, int mode) {
  REAL(int, "access", const char *, int);
  if (!path_watched(path) && strcmp(path, "/proc/self/fd"))
    return real(path, mode);
  int hit = chosen("access");
  return fails(hit) ? -1 : real(path, mode);
}

char *realpath(const char *path, char *resolved) {
  REAL(char *, "realpath", const char *, char *);
  if (!path_watched(path))
    return real(path, resolved);
  int hit = chosen("realpath");
  return fails(hit) ? NULL : real(path, resolved);
}

int stat(const char *path, struct stat *status) {
  REAL(int, "stat", const char *, struct stat *);
  if (!path_watched(path))
    return real(path, status);
  int hit = chosen("stat");
  return fails(hit) ? -1 : real(path, status);
}

struct dirent *readdir(DIR *folder) {
  REAL(struct dirent *, "readdir", DIR *);
  if (!file_watched(dirfd(folder)))
    return real(folder);
  int hit = chosen("readdir");
  return fails(hit) ? NULL : real(folder);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to,
           int flags) {
  REAL(int, "linkat", int, const char *, int, const char *, int);
  if (!path_watched(to))
    return real(from_folder, from, to_folder, to, flags);
  int hit = chosen("linkat");
  if (fails(hit))
    return -1;
  int result = real(from_folder, from, to_folder, to, flags);
  late(hit);
  return result;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  if (!path_watched(to))
    return real(from, to);
  int hit = chosen("rename");
  if (fails(hit))
    return -1;
  int result = real(from, to);
  late(hit);
  return result;
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  if (!path_watched(path))
    return real(path, mode);
  int hit = chosen("mkdir");
  if (fails(hit))
    return -1;
  int result = real(path, mode);
  late(hit);
  return result;
}
