/** An entry that does not follow from the ones before it: a bug when it is about to be written, damage when it is read. */
export class IllegalEvent extends Error {
  override readonly name = 'IllegalEvent';

  constructor(
    readonly seq: number,
    readonly reason: string,
  ) {
    super(`illegal journal entry ${seq}: ${reason}`);
  }
}
