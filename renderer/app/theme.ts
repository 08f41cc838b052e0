import {
  Button,
  createTheme,
  Drawer,
  defaultVariantColorsResolver,
  Menu,
  Modal,
  Notification,
  NumberInput,
  PasswordInput,
  Popover,
  Select,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';

const button = (background: string, hover: string, color: string, border: string) => ({
  background,
  hover,
  color,
  hoverColor: color,
  border: `1px solid ${border}`,
});

/** One accent, which only means "selected" or "the main action"; `red` is for what can't be undone. */
const variantColorResolver: VariantColorsResolver = (input) => {
  if (input.variant === 'filled')
    return button('var(--gw-accent)', 'var(--gw-accent-hover)', 'var(--gw-on-accent)', 'transparent');
  if (input.variant === 'default') {
    const color = input.color === 'red' ? 'var(--gw-neg)' : 'var(--gw-ink)';
    return button('var(--gw-panel)', 'var(--gw-hover)', color, 'var(--gw-line)');
  }
  if (input.variant === 'subtle') return button('transparent', 'var(--gw-hover)', 'var(--gw-ink-2)', 'transparent');
  return defaultVariantColorsResolver(input);
};

/** The page never scrolls as a whole, so nothing has to be locked; this also keeps styles from being injected. */
const modalDefaults = { lockScroll: false, transitionProps: { duration: 120 }, radius: 'md' } as const;

/** Component defaults. Colours and sizes are CSS variables in `tokens.css` and `mantine.css`. */
export const theme = createTheme({
  fontFamily: 'var(--gw-font)',
  fontFamilyMonospace: 'var(--gw-mono)',
  defaultRadius: 'sm',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'sm' },
      vars: () => ({
        root: {
          '--button-height': '30px',
          '--button-padding-x': '12px',
          '--button-fz': '13px',
        },
      }),
      styles: { label: { fontWeight: 550 } },
    }),
    Modal: Modal.extend({ defaultProps: modalDefaults }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } }),
    Drawer: Drawer.extend({ defaultProps: modalDefaults }),
    Menu: Menu.extend({ defaultProps: { position: 'bottom-end', shadow: 'none', transitionProps: { duration: 80 } } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'none' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'xs' } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    TagsInput: TagsInput.extend({ defaultProps: { size: 'xs' } }),
    // The list of choices is made when it is opened; kept in the page, it would be laid out with the first frame.
    Select: Select.extend({ defaultProps: { size: 'xs', comboboxProps: { shadow: 'none', keepMounted: false } } }),
  },
});
