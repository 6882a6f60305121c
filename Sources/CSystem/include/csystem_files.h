#ifndef CSYSTEM_FILES_H
#define CSYSTEM_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Every function returns 0 or an errno value, unless it says otherwise. */

/* What lstat or fstat tells, with the same names on every system. Times are nanoseconds since the epoch. */
typedef struct {
    uint32_t mode;
    uint32_t owner;
    uint64_t device;
    uint64_t inode;
    uint64_t links;
    int64_t size;
    /* Bytes that the file really takes on the disk. */
    int64_t stored;
    int64_t modified;
    int64_t changed;
} csystem_file_facts;

/* Facts of a name below an open folder (AT_FDCWD for the current one); a link itself, never what it points at. */
int csystem_facts_at(int folder, const char *name, csystem_file_facts *facts);

/* Facts of an open file. */
int csystem_facts_of(int file, csystem_file_facts *facts);

/* 1 if something is mounted exactly at this open folder, 0 if not or if the system can not tell. */
int csystem_is_mount_point(int folder);

/*
 Makes a folder below an open one if it is missing, and opens it, never through a link: the descriptor, for looking and for
 going on below it, or a negative errno.
 */
int csystem_make_below(int folder, const char *name, uint32_t permissions);

/* The names in an open folder, without `.` and `..`, one after another: a byte with the DT_ value, the name, a NUL byte.
   The caller frees them. */
int csystem_list_folder(int folder, char **names, size_t *length);

/* Gives the owner of a folder below an open one every permission; does nothing to what is not a folder. */
int csystem_open_up(int folder, const char *name);

/* Whether a copy that takes long is still wanted; asked about every 32 MiB. */
typedef struct {
    bool (*is_cancelled)(void *context);
    void *context;
} csystem_copy_watch;

/* Copies what is in one open file to an empty one: shared blocks where the file system can, else a copy inside the kernel,
   else by hand, with holes kept. With `blob`, the Git blob id of the bytes that were copied is computed on the way. ECANCELED
   once the watch, which may be NULL, says so. */
int csystem_copy_file(int from, int to, uint8_t *blob, const csystem_copy_watch *watch);

/* Whether an open file holds a text anywhere; its position does not matter and stays. */
int csystem_file_holds(int file, const uint8_t *text, size_t length, bool *holds);

/* A file's access and modification time taken over from another one. */
int csystem_copy_times(int from, int to);

typedef struct {
    uint32_t state[5];
    uint64_t length;
    uint8_t block[64];
} csystem_sha1;

void csystem_sha1_start(csystem_sha1 *sum);
void csystem_sha1_add(csystem_sha1 *sum, const void *bytes, size_t count);
void csystem_sha1_finish(csystem_sha1 *sum, uint8_t digest[20]);

/* What an index of Git holds below a path. */
typedef struct {
    /* Entries of files and symbolic links. */
    uint32_t files;
    /* Entries of conflicts that are not resolved. */
    uint32_t unmerged;
    /* Whether the index names the tree of all of it. */
    bool has_tree;
    uint8_t tree[20];
} csystem_index;

/* Told of an entry by its path, which is not ended by NUL; `commit` is that of another repository, or NULL for a file. */
typedef void (*csystem_index_visitor)(const char *path, size_t length, const uint8_t *commit, void *context);

/*
 Reads an index without Git, which takes a hundredth of the time. The visitor is told of entries of other repositories, and of
 files where they are wanted. ENOTSUP for an index that only Git understands.
 */
int csystem_read_index(
    const char *path, const char *prefix, bool wants_files, csystem_index *index, csystem_index_visitor visitor, void *context
);

/* Told of a file or folder that not everybody may read. */
typedef void (*csystem_private_visitor)(const char *path, bool is_folder, void *context);

/*
 Walks a folder and tells of everything in it that not everybody may read: files, and folders, which are not entered.
 Symbolic links are passed over. What can not be looked at is private by definition, and nobody is told of it.
 */
void csystem_find_private(const char *folder, csystem_private_visitor visitor, void *context);

#endif
