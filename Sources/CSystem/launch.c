#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "csystem_launch.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

int csystem_launch_socket_pair(int sockets[2]) {
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0) return -1;
    for (int side = 0; side < 2; side++) {
        fcntl(sockets[side], F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
        int quiet = 1;
        setsockopt(sockets[side], SOL_SOCKET, SO_NOSIGPIPE, &quiet, sizeof quiet);
#endif
    }
#ifdef __linux__
    int on = 1;
    setsockopt(sockets[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
#endif
    return 0;
}

int csystem_launch_send(int socket, const void *bytes, size_t count) {
#ifdef MSG_NOSIGNAL
    const int flags = MSG_NOSIGNAL;
#else
    const int flags = 0;
#endif
    const char *position = bytes;
    while (count > 0) {
        ssize_t sent = send(socket, position, count, flags);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return -1;
        position += sent;
        count -= (size_t)sent;
    }
    return 0;
}

int csystem_launch_send_descriptor(int socket, const void *bytes, size_t count, int descriptor) {
#ifdef MSG_NOSIGNAL
    const int flags = MSG_NOSIGNAL;
#else
    const int flags = 0;
#endif
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr alignment;
    } control;
    memset(&control, 0, sizeof control);
    /* One byte carries it; the others follow as they can. */
    struct iovec part = {(void *)bytes, 1};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    ssize_t sent;
    do sent = sendmsg(socket, &message, flags);
    while (sent < 0 && errno == EINTR);
    if (sent < 0) return -1;
    return csystem_launch_send(socket, (const char *)bytes + 1, count - 1);
}

/* What came along with bytes: the sender's pid, a descriptor. */
static void take_along(struct msghdr *message, int32_t *sender, int32_t *descriptor) {
    for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part)) {
        if (part->cmsg_level != SOL_SOCKET) continue;
#ifdef __linux__
        if (part->cmsg_type == SCM_CREDENTIALS) {
            struct ucred credentials;
            memcpy(&credentials, CMSG_DATA(part), sizeof credentials);
            *sender = credentials.pid;
        }
#endif
        if (part->cmsg_type == SCM_RIGHTS && *descriptor < 0) {
            memcpy(descriptor, CMSG_DATA(part), sizeof *descriptor);
            fcntl(*descriptor, F_SETFD, FD_CLOEXEC);
        }
    }
}

int csystem_launch_receive(int socket, void *bytes, size_t count, int32_t *sender, int32_t *descriptor) {
    *sender = 0;
    *descriptor = -1;
    size_t have = 0;
    while (have < count) {
        struct iovec part = {(char *)bytes + have, count - have};
        union {
#ifdef __linux__
            char bytes[CMSG_SPACE(sizeof(struct ucred)) + CMSG_SPACE(sizeof(int))];
#else
            char bytes[CMSG_SPACE(sizeof(int))];
#endif
            struct cmsghdr alignment;
        } control;
        struct msghdr message = {
            .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
        ssize_t got = recvmsg(socket, &message, 0);
        if (got < 0 && errno == EINTR) continue;
        /* A launcher that was killed with unread orders resets the stream: it is gone all the same. */
        if (got < 0 && errno == ECONNRESET) return 0;
        if (got < 0) return -1;
        if (got == 0) return 0;
        have += (size_t)got;
        take_along(&message, sender, descriptor);
    }
    return 1;
}
