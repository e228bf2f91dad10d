/** The watchdog of a process that has grown too large ends it with this signal, which nothing else here uses. */
export const OUT_OF_MEMORY_SIGNAL = 'SIGUSR2';
