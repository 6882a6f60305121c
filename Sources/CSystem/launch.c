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

int csystem_launch_receive(int socket, struct csystem_launch_event *event, int32_t *sender) {
    size_t have = 0;
    while (have < sizeof *event) {
        struct iovec part = {(char *)event + have, sizeof *event - have};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
#ifdef __linux__
        union {
            char bytes[CMSG_SPACE(sizeof(struct ucred))];
            struct cmsghdr alignment;
        } control;
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
#endif
        ssize_t count = recvmsg(socket, &message, 0);
        if (count < 0 && errno == EINTR) continue;
        /* A launcher that was killed with unread orders resets the stream: it is gone all the same. */
        if (count < 0 && errno == ECONNRESET) return 0;
        if (count < 0) return -1;
        if (count == 0) return 0;
        have += (size_t)count;
#ifdef __linux__
        for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
            if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_CREDENTIALS) continue;
            struct ucred credentials;
            memcpy(&credentials, CMSG_DATA(part), sizeof credentials);
            *sender = credentials.pid;
        }
#else
        *sender = 0;
#endif
    }
    return 1;
}
