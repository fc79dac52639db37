#include "bare_sqlite.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

// SQLite's own file system with a pause behind each flush: the disk that a cloud rents out. Only xSync is another one.
static sqlite3_vfs slow;
static sqlite3_vfs *usual;
static sqlite3_io_methods methods;
static const sqlite3_io_methods *usual_methods;
static volatile int pause_in_milliseconds;

static int sync_slowly(sqlite3_file *file, int flags) {
    int code = usual_methods->xSync(file, flags);
    if (pause_in_milliseconds > 0) usleep((useconds_t)pause_in_milliseconds * 1000);
    return code;
}

static int open_slowly(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags) {
    (void)vfs;
    int code = usual->xOpen(usual, path, file, flags, out_flags);
    // Databases and their logs; journals in memory have methods of their own and no flushes.
    if (code != SQLITE_OK || !file->pMethods || !path) return code;
    if (!usual_methods) {
        usual_methods = file->pMethods;
        methods = *usual_methods;
        methods.xSync = sync_slowly;
    }
    if (file->pMethods == usual_methods) file->pMethods = &methods;
    return code;
}

void bare_slow_flushes(int milliseconds) {
    pause_in_milliseconds = milliseconds;
    if (usual) return;
    usual = sqlite3_vfs_find(NULL);
    slow = *usual;
    slow.zName = "slow";
    slow.xOpen = open_slowly;
    sqlite3_vfs_register(&slow, 1);
}
