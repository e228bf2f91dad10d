/** The watchdog kills a process that has grown too large with this signal. Nothing else here uses it. */
export const OUT_OF_MEMORY_SIGNAL = 'SIGUSR2';
