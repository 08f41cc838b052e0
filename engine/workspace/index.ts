export { type Keepsakes, openKeepsakes } from './keepsakes.ts';
export { type Layout, layoutOf } from './layout.ts';
export { META_DEFAULTS, type Settings, settingsSchema } from './settings.ts';
export { createWorkspace, readWorkspace, writeSettings } from './workspace.ts';
