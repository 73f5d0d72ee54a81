import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLargeType } from './large-type';
import { themeOf } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce;

/** antd for the screens of a desk: language, type size, colours, and the nonce its styles are let in by. */
export const Desk = ({ children }: { children: ReactNode }) => {
  const { i18n } = useTranslation();
  const large = useLargeType();
  const chinese = i18n.language !== 'en';
  useEffect(() => void dayjs.locale(chinese ? 'zh-cn' : 'en'), [chinese]);
  return (
    <ConfigProvider
      locale={chinese ? zhCN : enUS}
      theme={themeOf(large)}
      csp={nonce ? { nonce } : undefined}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: 'optional', scrollToFirstError: { focus: true } }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  );
};
