import type { ThemeConfig } from 'antd';

/** antd in the colours of base.css. Its own are too pale to be read in the sun, or by everybody. */
export const themeOf = (large: boolean): ThemeConfig => ({
  token: {
    colorPrimary: '#0a5c4a',
    colorLink: '#0a5c4a',
    colorError: '#b3261e',
    colorWarning: '#8a4b00',
    colorSuccess: '#1e6b34',
    colorInfo: '#0b57d0',
    colorText: '#1c2321',
    colorTextSecondary: '#55605c',
    colorTextTertiary: '#55605c',
    colorTextDescription: '#55605c',
    colorTextPlaceholder: '#66716d',
    colorTextDisabled: '#66716d',
    colorBorder: '#7b8783',
    colorBorderSecondary: '#d9dfdc',
    colorBgLayout: '#f4f6f5',
    fontFamily: 'inherit',
    fontSize: large ? 18 : 14,
    controlHeight: large ? 44 : 34,
    borderRadius: 6,
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Table: { headerBg: '#eef2f0', headerColor: '#1c2321', cellPaddingBlock: large ? 14 : 9 },
  },
});
