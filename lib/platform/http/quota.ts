/** A limit in all and for one network, on connections, requests or bytes held. */
export class Quota {
  readonly #most: number;
  readonly #mostOfNetwork: number;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(most: number, mostOfNetwork: number) {
    this.#most = most;
    this.#mostOfNetwork = mostOfNetwork;
  }

  /** Takes the whole amount, or nothing and returns the reason. Return it once, with `give`. */
  take(network: string, amount = 1): 'taken' | 'network-busy' | 'busy' {
    const before = this.#taken.get(network) ?? 0;
    if (before + amount > this.#mostOfNetwork) return 'network-busy';
    if (this.#all + amount > this.#most) return 'busy';
    this.#taken.set(network, before + amount);
    this.#all += amount;
    return 'taken';
  }

  give(network: string, amount = 1): void {
    const left = (this.#taken.get(network) ?? 0) - amount;
    if (left > 0) this.#taken.set(network, left);
    else this.#taken.delete(network);
    this.#all -= amount;
  }
}
