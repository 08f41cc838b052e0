/** `mabwiser` gives MABWiser 2.7.4's numbers, its faults included; `default` does what the method says. */
export type Mode = 'default' | 'mabwiser';
