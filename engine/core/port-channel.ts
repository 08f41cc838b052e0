/** What the page posts to its own window, with one end of a MessageChannel, to be connected to the engine. */
export const PORT_REQUEST = 'growth-workbench:connect';

/** The Electron channel on which the preload hands that port on. */
export const PORT_CHANNEL = 'engine-port';
