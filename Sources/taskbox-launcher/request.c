#include "launcher.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "csystem_launch.h"

static int read_all(int socket, void *buffer, size_t size) {
    char *position = buffer;
    while (size > 0) {
        ssize_t count = read(socket, position, size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        if (count == 0) return EPIPE;
        position += count;
        size -= (size_t)count;
    }
    return 0;
}

/* Takes the next string out of the block; NULL once it is used up. */
static char *next_string(char **position, char *end) {
    if (*position >= end) return NULL;
    char *string = *position;
    *position += strlen(string) + 1;
    return string;
}

static char **next_strings(char **position, char *end, uint32_t count) {
    char **strings = calloc((size_t)count + 1, sizeof *strings);
    for (uint32_t index = 0; strings && index < count; index++) {
        strings[index] = next_string(position, end);
        if (!strings[index]) return NULL;
    }
    return strings;
}

int read_request(int socket, struct request *request) {
    struct csystem_launch_request header;
    int32_t sender;
    int received = csystem_launch_receive(socket, &header, sizeof header, &sender, &request->input);
    if (received != 1) return received == 0 ? EPIPE : errno;
    if (header.magic != CSYSTEM_LAUNCH_MAGIC || header.bytes == 0) return EINVAL;
    char *block = malloc(header.bytes);
    if (!block) return ENOMEM;
    request->wants_terminal = header.input == CSYSTEM_LAUNCH_INPUT_TERMINAL;
    int error = read_all(socket, block, header.bytes);
    if (error) return error;
    char *position = block;
    char *end = block + header.bytes;
    if (end[-1] != 0) return EINVAL;
    request->folder = next_string(&position, end);
    request->executable = next_string(&position, end);
    request->arguments = next_strings(&position, end, header.argument_count);
    request->environment = next_strings(&position, end, header.environment_count);
    bool complete = request->folder && request->executable && request->arguments && request->environment;
    return complete ? 0 : EINVAL;
}
