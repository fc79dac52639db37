// SQLite's process-wide settings: its functions for them take variable arguments, which Swift cannot call.
#ifndef SQLITE_SETTINGS_H
#define SQLITE_SETTINGS_H

// Turns off SQLite's count of its memory, which every allocation of every connection updates under one lock: with a
// writer and readers at work, waiting for it costs more than the work (sqlite.org/compile.html recommends it off).
// Returns SQLite's result code: a process that has opened a database before keeps its setting.
int sqlite_settings_disable_memory_statistics(void);

#endif
