#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "csystem_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
    char path[PATH_MAX];
    csystem_private_visitor visitor;
    void *context;
};

/* `length` is that of the path of the folder, which is open as `descriptor` and closed here. */
static void walk_folder(struct walk *walk, int descriptor, size_t length) {
    DIR *folder = fdopendir(descriptor);
    if (!folder) {
        close(descriptor);
        return;
    }
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        struct stat facts;
        size_t name = strlen(entry->d_name);
        bool is_self = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..");
        if (is_self || entry->d_type == DT_LNK || length + name + 2 > sizeof walk->path) continue;
        if (fstatat(dirfd(folder), entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0 || S_ISLNK(facts.st_mode)) continue;
        walk->path[length] = '/';
        memcpy(walk->path + length + 1, entry->d_name, name + 1);
        mode_t needed = S_ISDIR(facts.st_mode) ? 05 : 04;
        if ((facts.st_mode & needed) != needed) {
            walk->visitor(walk->path, S_ISDIR(facts.st_mode), walk->context);
        } else if (S_ISDIR(facts.st_mode)) {
            int inner = openat(dirfd(folder), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (inner >= 0) {
                walk_folder(walk, inner, length + 1 + name);
            } else {
                walk->visitor(walk->path, true, walk->context);
            }
        }
    }
    closedir(folder);
    walk->path[length] = 0;
}

void csystem_find_private(const char *folder, csystem_private_visitor visitor, void *context) {
    struct walk walk = {.visitor = visitor, .context = context};
    size_t length = strlen(folder);
    if (length + 1 > sizeof walk.path) return;
    memcpy(walk.path, folder, length + 1);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) walk_folder(&walk, descriptor, length);
}
