#include "launcher.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <libproc.h>
#endif

/* The processes of the task as one look found them. */
struct tree {
    pid_t *pids;
    size_t count;
    size_t capacity;
};

static void add(struct tree *tree, pid_t pid) {
    if (tree->count == tree->capacity) {
        size_t capacity = tree->capacity ? tree->capacity * 2 : 256;
        pid_t *pids = realloc(tree->pids, capacity * sizeof *pids);
        if (!pids) return;
        tree->pids = pids;
        tree->capacity = capacity;
    }
    tree->pids[tree->count++] = pid;
}

#ifdef __linux__
static bool add_children_of_thread(struct tree *tree, pid_t pid, const char *thread) {
    char path[96];
    snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", (int)pid, thread);
    FILE *file = fopen(path, "re");
    if (!file) return false;
    int child;
    while (fscanf(file, "%d", &child) == 1) add(tree, child);
    fclose(file);
    return true;
}

/* False where the kernel does not list children (built without CONFIG_PROC_CHILDREN). */
static bool add_children(struct tree *tree, pid_t pid) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *threads = opendir(path);
    if (!threads) return true;
    bool listed = true;
    struct dirent *entry;
    while ((entry = readdir(threads))) {
        if (entry->d_name[0] == '.') continue;
        if (!add_children_of_thread(tree, pid, entry->d_name) && errno == ENOENT) listed = pid != getpid();
    }
    closedir(threads);
    return listed;
}

static pid_t parent_of(pid_t pid) {
    char path[64];
    char line[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = read(file, line, sizeof line - 1);
    close(file);
    if (count <= 0) return -1;
    line[count] = 0;
    /* The name may hold anything, but its closing bracket is the last one. */
    char *after = strrchr(line, ')');
    int parent;
    return after && sscanf(after + 1, " %*c %d", &parent) == 1 ? parent : -1;
}

/* The slow way: every process of the machine, once for each generation. */
static void add_generation_by_scan(struct tree *tree, pid_t pid) {
    DIR *processes = opendir("/proc");
    if (!processes) return;
    struct dirent *entry;
    while ((entry = readdir(processes))) {
        pid_t candidate = atoi(entry->d_name);
        if (candidate > 0 && parent_of(candidate) == pid) add(tree, candidate);
    }
    closedir(processes);
}
#else
static bool add_children(struct tree *tree, pid_t pid) {
    pid_t children[4096];
    int count = proc_listchildpids(pid, children, sizeof children);
    for (int index = 0; index < count; index++) add(tree, children[index]);
    return true;
}

static void add_generation_by_scan(struct tree *tree, pid_t pid) {
    (void)tree;
    (void)pid;
}
#endif

/* All descendants, parents before children. */
static void look(struct tree *tree) {
    tree->count = 0;
    bool listed = add_children(tree, getpid());
    if (!listed) add_generation_by_scan(tree, getpid());
    for (size_t index = 0; index < tree->count; index++) {
        if (listed) {
            add_children(tree, tree->pids[index]);
        } else {
            add_generation_by_scan(tree, tree->pids[index]);
        }
    }
}

static void signal_tree(const struct tree *tree, int number) {
    for (size_t index = 0; index < tree->count; index++) kill(tree->pids[index], number);
}

static void pause_milliseconds(long milliseconds) {
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

void terminate_all(void) {
    if (getpid() == 1) {
        /* All of the namespace but ourselves, in one step of the kernel. */
        kill(-1, SIGTERM);
        kill(-1, SIGCONT);
        return;
    }
    struct tree tree = {0};
    look(&tree);
    signal_tree(&tree, SIGTERM);
    /* A stopped process acts on SIGTERM only once it goes on. */
    signal_tree(&tree, SIGCONT);
    free(tree.pids);
}

static bool reap(void) {
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
    return waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD;
}

bool kill_all(void) {
    struct tree tree = {0};
    /* About five seconds; what is left then sleeps in the kernel or belongs to another user. */
    for (int round = 0; round < 500; round++) {
        if (getpid() == 1) {
            kill(-1, SIGKILL);
        } else {
            /*
             Stopped processes can not fork, and still fill the table of a user who is limited: so the tree stops growing
             before the first of it dies and frees a place.
             */
            size_t before;
            int looks = 0;
            do {
                before = tree.count;
                look(&tree);
                signal_tree(&tree, SIGSTOP);
            } while (tree.count != before && ++looks < 20);
            signal_tree(&tree, SIGKILL);
        }
        for (int step = 0; step < 10; step++) {
            if (reap()) {
                free(tree.pids);
                return true;
            }
            pause_milliseconds(1);
        }
    }
    free(tree.pids);
    return false;
}
