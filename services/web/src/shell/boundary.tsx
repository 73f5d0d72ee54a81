import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A page that breaks does not take the others with it. After a new release old pieces are gone: loading again helps. */
export class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

const Failed = () => {
  const { t } = useTranslation();
  return (
    <Result
      status="warning"
      title={<h1>{t('failed.title')}</h1>}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t('failed.again')}
        </Button>
      }
    />
  );
};
