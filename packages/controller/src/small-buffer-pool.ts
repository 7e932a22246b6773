/**
 * In bytes; 65,536 is what Node 24 and newer have. Buffers of up to half of it are cut from the pool,
 * which holds most messages.
 */
const poolSize = 2_048;

/**
 * Keeps small the pieces of memory from which Node cuts small buffers. Each connection with TLS holds
 * a few bytes of one for as long as it lives (its copy of the server's ALPN protocols), and with them
 * all of the piece: of 64 KiB that was 20 KB for each agent.
 */
export function useSmallBufferPool(): void {
  Buffer.poolSize = poolSize;
}
