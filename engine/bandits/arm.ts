/** What can be played: a creative, a page, an audience, named by a text or a number. */
export type Arm = string | number;
