#include "launcher.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

/* One number of a triple; anything else than a number is none that a folder could have. */
static uintmax_t number(const char *text) { return strtoumax(text, NULL, 10); }

int check_mounts(char **triples) {
    for (; triples[0] && triples[1] && triples[2]; triples += 3) {
        struct stat status;
        if (stat(triples[0], &status) != 0) return errno;
        if ((uintmax_t)status.st_dev != number(triples[1]) || (uintmax_t)status.st_ino != number(triples[2])) {
            return ESTALE;
        }
    }
    return 0;
}
