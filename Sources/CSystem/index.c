#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "csystem_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The index of Git, versions 2 and 3, as gitformat-index(5) describes them, with names of 20 bytes. */

enum { id_size = 20, header_size = 12, fixed_size = 62 };

static uint32_t number(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool is_inside(const char *path, size_t length, const char *prefix, size_t prefix_length) {
    if (prefix_length == 0) return true;
    return length >= prefix_length && memcmp(path, prefix, prefix_length) == 0
        && (length == prefix_length || path[prefix_length] == '/');
}

/* The tree of the whole index, if it was named and nothing has changed since: the first entry of the extension. */
static void read_tree(const uint8_t *bytes, size_t size, csystem_index *index) {
    const uint8_t *end = bytes + size;
    /* The path of the root is empty; a count below 0 says that it is not valid. */
    if (size < 2 || bytes[0] != 0 || bytes[1] == '-') return;
    const uint8_t *line = memchr(bytes, '\n', size);
    if (line == NULL || end - line < 1 + id_size) return;
    memcpy(index->tree, line + 1, id_size);
    index->has_tree = true;
}

/* What follows the entries: extensions up to the checksum. False if it does not end where it has to. */
static bool read_extensions(const uint8_t *bytes, size_t size, csystem_index *index) {
    while (size > id_size) {
        if (size < 8 + id_size) return false;
        size_t length = number(bytes + 4);
        if (length > size - 8 - id_size) return false;
        /* Lower-case ones must be understood: split and sparse indexes hold other entries than they show. */
        if (bytes[0] < 'A' || bytes[0] > 'Z') return false;
        if (memcmp(bytes, "TREE", 4) == 0) read_tree(bytes + 8, length, index);
        bytes += 8 + length;
        size -= 8 + length;
    }
    return size == id_size;
}

static int read_entries(
    const uint8_t *bytes, size_t size, const char *prefix, bool wants_files, csystem_index *index,
    csystem_index_visitor visitor, void *context
) {
    if (size < header_size + id_size || memcmp(bytes, "DIRC", 4) != 0) return ENOTSUP;
    uint32_t version = number(bytes + 4), count = number(bytes + 8);
    if (version != 2 && version != 3) return ENOTSUP;
    size_t prefix_length = strlen(prefix), position = header_size, end = size - id_size;
    for (uint32_t entry = 0; entry < count; entry++) {
        if (end - position < fixed_size + 1) return ENOTSUP;
        const uint8_t *start = bytes + position;
        uint32_t mode = number(start + 24);
        unsigned flags = (unsigned)start[60] << 8 | start[61];
        size_t name = fixed_size;
        if (flags & 0x4000) {
            if (version < 3) return ENOTSUP;
            name += 2;
        }
        const char *path = (const char *)start + name;
        const char *stop = memchr(path, 0, end - position - name);
        if (stop == NULL) return ENOTSUP;
        size_t length = (size_t)(stop - path);
        /* One to eight zeros fill an entry up to a multiple of eight bytes. */
        position += (name + length + 8) & ~(size_t)7;
        if (position > end) return ENOTSUP;
        bool is_link = (mode & 0170000) == 0160000;
        bool is_unmerged = (flags & 0x3000) != 0;
        if (!is_link && (mode & 0170000) != 0100000 && (mode & 0170000) != 0120000) return ENOTSUP;
        if (!is_inside(path, length, prefix, prefix_length)) continue;
        if (!is_link) index->files++;
        if (is_unmerged) index->unmerged++;
        if (is_link || wants_files) visitor(path, length, is_link ? start + 40 : NULL, context);
    }
    return read_extensions(bytes + position, size - position, index) ? 0 : ENOTSUP;
}

int csystem_read_index(
    const char *path, const char *prefix, bool wants_files, csystem_index *index, csystem_index_visitor visitor, void *context
) {
    memset(index, 0, sizeof *index);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno;
    struct stat status;
    if (fstat(file, &status) != 0 || status.st_size <= 0) {
        close(file);
        return ENOTSUP;
    }
    size_t size = (size_t)status.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    int failure = bytes == MAP_FAILED ? errno : 0;
    close(file);
    if (failure != 0) return failure;
    failure = read_entries(bytes, size, prefix, wants_files, index, visitor, context);
    munmap(bytes, size);
    return failure;
}
