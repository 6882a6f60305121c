#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "csystem_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/fs.h>
#endif

static void fill(csystem_file_facts *facts, const struct stat *status) {
    facts->mode = status->st_mode;
    facts->owner = status->st_uid;
    facts->device = (uint64_t)status->st_dev;
    facts->inode = status->st_ino;
    facts->links = status->st_nlink;
    facts->size = status->st_size;
    facts->stored = (int64_t)status->st_blocks * 512;
#ifdef __APPLE__
    const struct timespec modified = status->st_mtimespec, changed = status->st_ctimespec;
#else
    const struct timespec modified = status->st_mtim, changed = status->st_ctim;
#endif
    facts->modified = (int64_t)modified.tv_sec * 1000000000 + modified.tv_nsec;
    facts->changed = (int64_t)changed.tv_sec * 1000000000 + changed.tv_nsec;
}

int csystem_facts_at(int folder, const char *name, csystem_file_facts *facts) {
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return errno;
    fill(facts, &status);
    return 0;
}

int csystem_facts_of(int file, csystem_file_facts *facts) {
    struct stat status;
    if (fstat(file, &status) != 0) return errno;
    fill(facts, &status);
    return 0;
}

int csystem_is_mount_point(int folder) {
#if defined(__linux__) && defined(STATX_ATTR_MOUNT_ROOT)
    struct statx status;
    if (statx(folder, "", AT_EMPTY_PATH, 0, &status) != 0) return 0;
    return (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
#else
    (void)folder;
    return 0;
#endif
}

int csystem_make_below(int folder, const char *name, uint32_t permissions) {
    if (mkdirat(folder, name, (mode_t)permissions) != 0 && errno != EEXIST) return -errno;
#ifdef __linux__
    int flags = O_PATH;
#else
    int flags = O_RDONLY;
#endif
    int opened = openat(folder, name, flags | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return opened < 0 ? -errno : opened;
}

int csystem_list_folder(int folder, char **names, size_t *length) {
    /* A description of its own, so that the caller's one can be listed again. */
    int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (own < 0) return errno;
    DIR *stream = fdopendir(own);
    if (stream == NULL) {
        int failure = errno;
        close(own);
        return failure;
    }
    size_t capacity = 4096, used = 0;
    char *buffer = malloc(capacity);
    int failure = buffer == NULL ? ENOMEM : 0;
    while (failure == 0) {
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (entry == NULL) {
            failure = errno;
            break;
        }
        const char *name = entry->d_name;
        if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))) continue;
        size_t size = strlen(name) + 1;
        if (used + size + 1 > capacity) {
            while (used + size + 1 > capacity) capacity *= 2;
            char *larger = realloc(buffer, capacity);
            if (larger == NULL) {
                failure = ENOMEM;
                break;
            }
            buffer = larger;
        }
        buffer[used++] = (char)entry->d_type;
        memcpy(buffer + used, name, size);
        used += size;
    }
    closedir(stream);
    if (failure != 0) {
        free(buffer);
        return failure;
    }
    *names = buffer;
    *length = used;
    return 0;
}

int csystem_open_up(int folder, const char *name) {
#ifdef __linux__
    /* A path through /proc names exactly the folder that was looked at, so a link can never be followed. */
    int held = openat(folder, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (held < 0) return errno;
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", held);
    int failure = chmod(path, 0700) == 0 ? 0 : errno;
    close(held);
    if (failure == 0) return 0;
    /* Where /proc is missing or closed, the ordinary way is all there is. */
#endif
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return errno;
    if (!S_ISDIR(status.st_mode)) return ENOTDIR;
    return fchmodat(folder, name, 0700, 0) == 0 ? 0 : errno;
}

static void start_blob(csystem_sha1 *sum, int64_t size) {
    char header[32];
    int length = snprintf(header, sizeof header, "blob %lld", (long long)size);
    csystem_sha1_start(sum);
    csystem_sha1_add(sum, header, (size_t)length + 1);
}

static int write_all(int file, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        bytes += written;
        count -= (size_t)written;
    }
    return 0;
}

static int is_zero(const char *bytes, size_t count) {
    return count > 0 && bytes[0] == 0 && memcmp(bytes, bytes + 1, count - 1) == 0;
}

enum { chunk = 128 * 1024 };

/* Asks now and then, not for each piece: an answer costs a call to the system. */
static bool is_cancelled(const csystem_copy_watch *watch, int64_t before, int64_t now) {
    const int stretch = 25;
    return watch && before >> stretch != now >> stretch && watch->is_cancelled(watch->context);
}

static int hash_file(int file, int64_t size, char *buffer, uint8_t *blob, const csystem_copy_watch *watch) {
    csystem_sha1 sum;
    start_blob(&sum, size);
    int64_t position = 0;
    while (position < size) {
        ssize_t count = pread(file, buffer, chunk, position);
        if (count < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        if (count == 0) return EIO;
        csystem_sha1_add(&sum, buffer, (size_t)count);
        if (is_cancelled(watch, position, position + count)) return ECANCELED;
        position += count;
    }
    csystem_sha1_finish(&sum, blob);
    return 0;
}

/* Reads once: what is read is hashed and written. */
static int copy_by_hand(
    int from, int to, const struct stat *status, int64_t done, char *buffer, uint8_t *blob, const csystem_copy_watch *watch
) {
    int sparse = (int64_t)status->st_blocks * 512 < status->st_size;
    int64_t size = status->st_size;
    int hole = 0;
    csystem_sha1 sum;
    if (blob != NULL) start_blob(&sum, size);
    while (done < size) {
        size_t wanted = size - done < chunk ? (size_t)(size - done) : chunk;
        ssize_t count = read(from, buffer, wanted);
        if (count < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        if (count == 0) break;
        if (blob != NULL) csystem_sha1_add(&sum, buffer, (size_t)count);
        hole = sparse && is_zero(buffer, (size_t)count);
        if (hole) {
            if (lseek(to, count, SEEK_CUR) < 0) return errno;
        } else {
            int failure = write_all(to, buffer, (size_t)count);
            if (failure != 0) return failure;
        }
        if (is_cancelled(watch, done, done + count)) return ECANCELED;
        done += count;
    }
    if ((hole || done != size) && ftruncate(to, done) != 0) return errno;
    if (blob == NULL) return 0;
    if (done == size) {
        csystem_sha1_finish(&sum, blob);
        return 0;
    }
    /* The file became shorter meanwhile, so the size in the blob's header was wrong. */
    return hash_file(to, done, buffer, blob, watch);
}

int csystem_copy_file(int from, int to, uint8_t *blob, const csystem_copy_watch *watch) {
    struct stat status;
    if (fstat(from, &status) != 0) return errno;
    char small[8192];
    char *buffer = small;
    if (status.st_size == 0) {
        if (blob != NULL) return hash_file(to, 0, buffer, blob, watch);
        return 0;
    }
    if (status.st_size > (int64_t)sizeof small) {
        buffer = malloc(chunk);
        if (buffer == NULL) return ENOMEM;
    }
    int failure = -1;
    int64_t done = 0;
#ifdef __linux__
    if (status.st_size > (int64_t)sizeof small && ioctl(to, FICLONE, from) == 0) {
        failure = 0;
        /* The clone is stable, the original may go on changing. */
        if (blob != NULL) {
            failure = fstat(to, &status) == 0 ? hash_file(to, status.st_size, buffer, blob, watch) : errno;
        }
    } else if (blob == NULL && (int64_t)status.st_blocks * 512 >= status.st_size) {
        while (done < status.st_size) {
            ssize_t count = copy_file_range(from, NULL, to, NULL, (size_t)(status.st_size - done), 0);
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) break;
            done += count;
        }
        if (done == status.st_size) failure = 0;
    }
#endif
    if (failure < 0) {
        if (buffer == small) {
            /* A small buffer holds all of a small file, so one read is enough. */
            csystem_sha1 sum;
            ssize_t count = 0;
            int64_t total = done;
            failure = 0;
            while (total < status.st_size) {
                count = read(from, small + total, (size_t)(status.st_size - total));
                if (count < 0 && errno == EINTR) continue;
                if (count < 0) failure = errno;
                if (count <= 0) break;
                total += count;
            }
            if (failure == 0) failure = write_all(to, small + done, (size_t)(total - done));
            if (failure == 0 && blob != NULL) {
                start_blob(&sum, total);
                csystem_sha1_add(&sum, small, (size_t)total);
                csystem_sha1_finish(&sum, blob);
            }
        } else {
            failure = copy_by_hand(from, to, &status, done, buffer, blob, watch);
        }
    }
    if (buffer != small) free(buffer);
    return failure;
}

int csystem_file_holds(int file, const uint8_t *text, size_t length, bool *holds) {
    *holds = false;
    if (length == 0 || length > chunk / 2) return EINVAL;
    char *buffer = malloc(chunk);
    if (buffer == NULL) return ENOMEM;
    int failure = 0;
    int64_t position = 0;
    /* What the end of one piece and the beginning of the next may hold together. */
    size_t kept = 0;
    while (!*holds) {
        ssize_t count = pread(file, buffer + kept, chunk - kept, position);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) failure = errno;
        if (count <= 0) break;
        position += count;
        size_t filled = kept + (size_t)count;
        *holds = memmem(buffer, filled, text, length) != NULL;
        kept = filled < length - 1 ? filled : length - 1;
        memmove(buffer, buffer + filled - kept, kept);
    }
    free(buffer);
    return failure;
}

int csystem_copy_times(int from, int to) {
    struct stat status;
    if (fstat(from, &status) != 0) return errno;
#ifdef __APPLE__
    const struct timespec times[2] = {status.st_atimespec, status.st_mtimespec};
#else
    const struct timespec times[2] = {status.st_atim, status.st_mtim};
#endif
    return futimens(to, times) == 0 ? 0 : errno;
}

/* SHA-1 as FIPS 180-4 describes it: Git names files by it, nothing here depends on its strength. */

static uint32_t rotate(uint32_t value, int by) { return value << by | value >> (32 - by); }

static void mix(uint32_t state[5], const uint8_t *block) {
    uint32_t word[80];
    for (int i = 0; i < 16; i++) {
        word[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8
            | block[4 * i + 3];
    }
    for (int i = 16; i < 80; i++) word[i] = rotate(word[i - 3] ^ word[i - 8] ^ word[i - 14] ^ word[i - 16], 1);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    /* Five steps at a time: the values change places by name instead of being moved. */
#define STEP(A, B, C, D, E, FUNCTION, CONSTANT, N)                               \
    do {                                                                        \
        E += rotate(A, 5) + FUNCTION(B, C, D) + (CONSTANT) + word[i + (N)];      \
        B = rotate(B, 30);                                                      \
    } while (0)
#define ROUND(FROM, FUNCTION, CONSTANT)                                         \
    for (int i = (FROM); i < (FROM) + 20; i += 5) {                             \
        STEP(a, b, c, d, e, FUNCTION, CONSTANT, 0);                             \
        STEP(e, a, b, c, d, FUNCTION, CONSTANT, 1);                             \
        STEP(d, e, a, b, c, FUNCTION, CONSTANT, 2);                             \
        STEP(c, d, e, a, b, FUNCTION, CONSTANT, 3);                             \
        STEP(b, c, d, e, a, FUNCTION, CONSTANT, 4);                             \
    }
#define CHOICE(X, Y, Z) ((Z) ^ ((X) & ((Y) ^ (Z))))
#define PARITY(X, Y, Z) ((X) ^ (Y) ^ (Z))
#define MAJORITY(X, Y, Z) (((X) & (Y)) | ((Z) & ((X) | (Y))))
    ROUND(0, CHOICE, 0x5a827999u)
    ROUND(20, PARITY, 0x6ed9eba1u)
    ROUND(40, MAJORITY, 0x8f1bbcdcu)
    ROUND(60, PARITY, 0xca62c1d6u)
#undef STEP
#undef ROUND
#undef CHOICE
#undef PARITY
#undef MAJORITY
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

void csystem_sha1_start(csystem_sha1 *sum) {
    static const uint32_t start[5] = {0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u, 0xc3d2e1f0u};
    memcpy(sum->state, start, sizeof start);
    sum->length = 0;
}

void csystem_sha1_add(csystem_sha1 *sum, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    size_t held = (size_t)(sum->length % 64);
    sum->length += count;
    if (held > 0) {
        size_t taken = 64 - held < count ? 64 - held : count;
        memcpy(sum->block + held, next, taken);
        next += taken;
        count -= taken;
        if (held + taken < 64) return;
        mix(sum->state, sum->block);
    }
    for (; count >= 64; next += 64, count -= 64) mix(sum->state, next);
    memcpy(sum->block, next, count);
}

void csystem_sha1_finish(csystem_sha1 *sum, uint8_t digest[20]) {
    uint64_t bits = sum->length * 8;
    size_t held = (size_t)(sum->length % 64);
    sum->block[held++] = 0x80;
    if (held > 56) {
        memset(sum->block + held, 0, 64 - held);
        mix(sum->state, sum->block);
        held = 0;
    }
    memset(sum->block + held, 0, 56 - held);
    for (int i = 0; i < 8; i++) sum->block[56 + i] = (uint8_t)(bits >> (56 - 8 * i));
    mix(sum->state, sum->block);
    for (int i = 0; i < 20; i++) digest[i] = (uint8_t)(sum->state[i / 4] >> (24 - 8 * (i % 4)));
}
