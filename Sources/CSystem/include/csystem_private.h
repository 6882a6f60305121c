#ifndef CSYSTEM_PRIVATE_H
#define CSYSTEM_PRIVATE_H

#include <stdbool.h>

/* Told of a file or folder that not everybody may read. */
typedef void (*csystem_private_visitor)(const char *path, bool is_folder, void *context);

/*
 Walks a folder and tells of everything in it that not everybody may read: files, and folders, which are not entered.
 Symbolic links are passed over. What can not be looked at is private by definition, and nobody is told of it.
 */
void csystem_find_private(const char *folder, csystem_private_visitor visitor, void *context);

#endif
