// SPDX-License-Identifier: GPL-3.0-or-later
// Counts calls of the C library, and fails the n-th of a kind as a system would.
//
// Loaded by LD_PRELOAD on Linux. Nothing is counted or fails before faults_arm.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

// The order is that of KINDS in shim.py.
enum kind { OPEN, READ, WRITE, CLOSE, SYNC, RENAME, LINK, UNLINK, MKDIR, MAP,
            TRUNCATE, MEMORY, KINDS };

// Smaller blocks do not fail: no program is ready for that, Python's neither.
static const size_t LARGE_BYTES = 64 * 1024;

static atomic_int armed;
static atomic_long counts[KINDS];
static int chosen = -1, lasting;
static long nth;
static atomic_long room = -1;  // bytes that the disk has; -1 for a disk without end

void faults_arm(int kind, long n, int all_later, long room_bytes) {
    chosen = kind, nth = n, lasting = all_later;
    atomic_store(&room, room_bytes);
    for (int k = 0; k < KINDS; k++) atomic_store(&counts[k], 0);
    atomic_store(&armed, 1);
}

void faults_disarm(void) { atomic_store(&armed, 0); }

long faults_count(int kind) { return atomic_load(&counts[kind]); }

static int fails(enum kind kind, int code) {
    if (!atomic_load(&armed)) return 0;
    long count = atomic_fetch_add(&counts[kind], 1) + 1;
    if ((int)kind != chosen || (lasting ? count < nth : count != nth)) return 0;
    if (getenv("FAULTS_TRACE")) {
        void *frames[64];
        backtrace_symbols_fd(frames, backtrace(frames, 64), 2);
    }
    errno = code;
    return 1;
}

static int is_file(int fd) {
    struct stat told;
    return fstat(fd, &told) == 0 && S_ISREG(told.st_mode);
}

static int no_room(size_t bytes) {
    if (!atomic_load(&armed) || atomic_load(&room) < 0) return 0;
    if (atomic_fetch_sub(&room, (long)bytes) >= (long)bytes) return 0;
    atomic_store(&room, 0);
    errno = ENOSPC;
    return 1;
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return fails(OPEN, EIO) ? -1 : real(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)

#define OPENS_AT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return fails(OPEN, EIO) ? -1 : real(folder, path, flags, mode); \
    }
OPENS_AT(openat)
OPENS_AT(openat64)

FILE *fopen(const char *path, const char *mode) {
    REAL(fopen);
    return fails(OPEN, EIO) ? NULL : real(path, mode);
}
FILE *fopen64(const char *path, const char *mode) {
    REAL(fopen64);
    return fails(OPEN, EIO) ? NULL : real(path, mode);
}

ssize_t read(int fd, void *to, size_t size) {
    REAL(read);
    return is_file(fd) && fails(READ, EIO) ? -1 : real(fd, to, size);
}
ssize_t pread(int fd, void *to, size_t size, off_t at) {
    REAL(pread);
    return is_file(fd) && fails(READ, EIO) ? -1 : real(fd, to, size, at);
}
ssize_t pread64(int fd, void *to, size_t size, off64_t at) {
    REAL(pread64);
    return is_file(fd) && fails(READ, EIO) ? -1 : real(fd, to, size, at);
}
// ferror(3) must tell of the failure: GDAL asks it. The flag is glibc's _IO_ERR_SEEN.
static size_t failed_stream(FILE *file) {
    file->_flags |= 0x20;
    return 0;
}

size_t fread(void *to, size_t size, size_t count, FILE *file) {
    REAL(fread);
    return fails(READ, EIO) ? failed_stream(file) : real(to, size, count, file);
}

ssize_t write(int fd, const void *from, size_t size) {
    REAL(write);
    if (is_file(fd) && (fails(WRITE, ENOSPC) || no_room(size))) return -1;
    return real(fd, from, size);
}
ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
    REAL(pwrite);
    if (is_file(fd) && (fails(WRITE, ENOSPC) || no_room(size))) return -1;
    return real(fd, from, size, at);
}
ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
    REAL(pwrite64);
    if (is_file(fd) && (fails(WRITE, ENOSPC) || no_room(size))) return -1;
    return real(fd, from, size, at);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    return is_file(fd) && fails(WRITE, ENOSPC) ? -1 : real(fd, parts, count);
}
size_t fwrite(const void *from, size_t size, size_t count, FILE *file) {
    REAL(fwrite);
    if (file != stderr && file != stdout &&
        (fails(WRITE, ENOSPC) || no_room(size * count)))
        return failed_stream(file);
    return real(from, size, count, file);
}

int fflush(FILE *file) {
    REAL(fflush);
    if (file && file != stderr && file != stdout && fails(WRITE, ENOSPC)) return EOF;
    return real(file);
}
int fclose(FILE *file) {
    REAL(fclose);
    // What a buffer still held is lost, but the file is closed: as on a full share.
    int failed = fails(CLOSE, ENOSPC), closed = real(file);
    if (failed) errno = ENOSPC;
    return failed ? EOF : closed;
}
int close(int fd) {
    REAL(close);
    int failed = is_file(fd) && fails(CLOSE, EIO), closed = real(fd);
    if (failed) errno = EIO;
    return failed ? -1 : closed;
}

int fsync(int fd) { REAL(fsync); return fails(SYNC, EIO) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(fdatasync); return fails(SYNC, EIO) ? -1 : real(fd); }

int rename(const char *from, const char *to) {
    REAL(rename);
    return fails(RENAME, EACCES) ? -1 : real(from, to);
}
int renameat(int a, const char *from, int b, const char *to) {
    REAL(renameat);
    return fails(RENAME, EACCES) ? -1 : real(a, from, b, to);
}
int link(const char *from, const char *to) {
    REAL(link);
    return fails(LINK, EPERM) ? -1 : real(from, to);
}
int linkat(int a, const char *from, int b, const char *to, int flags) {
    REAL(linkat);
    return fails(LINK, EPERM) ? -1 : real(a, from, b, to, flags);
}
int unlink(const char *path) {
    REAL(unlink);
    return fails(UNLINK, EACCES) ? -1 : real(path);
}
int unlinkat(int folder, const char *path, int flags) {
    REAL(unlinkat);
    return fails(UNLINK, EACCES) ? -1 : real(folder, path, flags);
}
int remove(const char *path) {
    REAL(remove);
    return fails(UNLINK, EACCES) ? -1 : real(path);
}
int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    return fails(MKDIR, EACCES) ? -1 : real(path, mode);
}
int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(mkdirat);
    return fails(MKDIR, EACCES) ? -1 : real(folder, path, mode);
}

// Blocks without a file are memory, which the C library and Python ask for.
void *mmap(void *at, size_t size, int allow, int flags, int fd, off_t from) {
    REAL(mmap);
    int failed = fd >= 0 && fails(MAP, ENOMEM);
    return failed ? MAP_FAILED : real(at, size, allow, flags, fd, from);
}
void *mmap64(void *at, size_t size, int allow, int flags, int fd, off64_t from) {
    REAL(mmap64);
    int failed = fd >= 0 && fails(MAP, ENOMEM);
    return failed ? MAP_FAILED : real(at, size, allow, flags, fd, from);
}

int ftruncate(int fd, off_t size) {
    REAL(ftruncate);
    return fails(TRUNCATE, ENOSPC) ? -1 : real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64);
    return fails(TRUNCATE, ENOSPC) ? -1 : real(fd, size);
}

// dlsym itself allocates: these are the C library's own names.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
    if (size >= LARGE_BYTES && fails(MEMORY, ENOMEM)) return NULL;
    return __libc_malloc(size);
}
void *calloc(size_t count, size_t size) {
    if (count * size >= LARGE_BYTES && fails(MEMORY, ENOMEM)) return NULL;
    return __libc_calloc(count, size);
}
void *realloc(void *old, size_t size) {
    if (size >= LARGE_BYTES && fails(MEMORY, ENOMEM)) return NULL;
    return __libc_realloc(old, size);
}
int posix_memalign(void **to, size_t edge, size_t size) {
    if (size >= LARGE_BYTES && fails(MEMORY, ENOMEM)) return ENOMEM;
    *to = __libc_memalign(edge, size);
    return *to ? 0 : ENOMEM;
}
