#ifndef LAUNCHER_H
#define LAUNCHER_H

#include <stdbool.h>
#include <sys/types.h>

/* What to execute, as it came over the control socket. */
struct request {
    char *folder;
    char *executable;
    char **arguments;
    char **environment;
    /* What becomes the command's standard input, or -1; for a terminal also its two outputs. */
    int input;
    bool wants_terminal;
};

/* Reads a request. 0, or an errno. The memory lives as long as the launcher. */
int read_request(int socket, struct request *request);

/*
 Makes the terminal that a request asks for, tells taskbox of its master side and waits until it is ready to be used. 0, or
 an errno.
 */
int open_terminal(int socket, struct request *request);

/*
 Whether what is mounted is what was meant: triples of a path, a device and an inode, ended by NULL. 0, or an errno; ESTALE
 for a folder that is another one.
 */
int check_mounts(char **triples);

/* Writes the environment of this process to a new file; the exit status. */
int write_environment(const char *path);

/* Joins control groups and becomes a program; the exit status if that fails. */
int join_groups(char **words);

/* Limits address space and processors for itself and all that descends from it, and becomes a program; as above. */
int limit_processes(char **words);

/* Starts the command in a session of its own. The pid, or -1 with the stage and the errno of the failure. */
pid_t start_command(const struct request *request, int *stage, int *error);

/*
 SIGTERM, then SIGCONT for stopped ones, to every process of the task; before them SIGHUP if their terminal goes away,
 because a shell that waits for a person's next line is not moved by SIGTERM.
 */
void terminate_all(bool hang_up);

/* Kills every process of the task and reaps it. False if after some seconds one could not be killed. */
bool kill_all(void);

#endif
