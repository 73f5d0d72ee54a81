import { Alert, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useRead } from '../api/client';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { areasOf, useUser } from '../api/session';
import { Page } from '../ui/page';
import { Button, ProblemLine } from '../ui/plain';
import { Waiting } from '../ui/waiting';
import { Bulletin } from './bulletin';
import { Figure, isHidden, type Count } from './figure';
import styles from './official.module.css';

const Trend = lazy(() => import('./trend').then((module) => ({ default: module.Trend })));

type Summary = components['schemas']['reporting_SummaryAnswer'];

/** Happenings, which add up over the days; then how things stand. */
const HAPPENED = ['visits', 'needsCreated', 'needsMet', 'needsConfirmed', 'householdsServed', 'problemsSolved'] as const;
const STANDS = ['needsOpen', 'needsOverdue', 'onDuty'] as const;

/** The figures of one area and day, and so far: to be read from across the room. */
export const FiguresPage = () => {
  const { t, i18n } = useTranslation('official');
  const user = useUser();
  const [asked, setAsked] = useSearchParams();
  const mine = areasOf(user, 'official', 'approver');
  const area = asked.get('area') ?? mine[0] ?? '';
  const day = asked.get('day') ?? undefined;
  const ask = (name: 'area' | 'day', value: string | undefined): void =>
    setAsked((before) => {
      const next = new URLSearchParams(before);
      if (value === undefined) next.delete(name);
      else next.set(name, value);
      return next;
    });
  const soFar = useRead('get', '/api/reporting/summary', { params: { query: { area, ...(day !== undefined && { to: day }) } } });
  const today = soFar.data?.to;
  const ofDay = useRead(
    'get',
    '/api/reporting/summary',
    { params: { query: { area, from: day ?? today, to: day ?? today } } },
    { enabled: today !== undefined },
  );
  const error = soFar.error ?? ofDay.error;
  const named = soFar.data?.name && (i18n.language === 'en' ? soFar.data.name.en : soFar.data.name.zh);
  return (
    <Page
      title={named === undefined ? t('title') : t('title-of', { area: named })}
      asOf={soFar.dataUpdatedAt}
      actions={
        <>
          <AreaChoice
            area={area}
            mine={mine}
            known={soFar.data ? [soFar.data, ...soFar.data.areas] : []}
            onChange={(code) => ask('area', code)}
          />
          <DatePicker
            aria-label={t('day')}
            value={day === undefined ? null : dayjs(day)}
            placeholder={t('today')}
            disabledDate={(date) => date.isAfter(dayjs(), 'day')}
            onChange={(date) => ask('day', date ? date.format('YYYY-MM-DD') : undefined)}
          />
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </>
      }
    >
      <ProblemLine problem={error ? asProblem(error) : null} />
      {soFar.data && ofDay.data ? (
        <Whole soFar={soFar.data} ofDay={ofDay.data} onArea={(code) => ask('area', code)} />
      ) : (
        !error && <Waiting />
      )}
    </Page>
  );
};

const AreaChoice = ({
  area,
  mine,
  known,
  onChange,
}: {
  area: string;
  mine: readonly string[];
  known: readonly Pick<Summary, 'area' | 'name'>[];
  onChange: (code: string) => void;
}) => {
  const { t, i18n } = useTranslation('official');
  const names = new Map(known.map(({ area: code, name }) => [code, i18n.language === 'en' ? name?.en : name?.zh]));
  const codes = [...new Set([...mine, area, ...known.map(({ area: code }) => code)])];
  return (
    <Select
      aria-label={t('area')}
      className={styles.area}
      value={area}
      onChange={onChange}
      options={codes.map((code) => ({ value: code, label: names.get(code) ?? t('area-code', { code }) }))}
    />
  );
};

const Whole = ({ soFar, ofDay, onArea }: { soFar: Summary; ofDay: Summary; onArea: (code: string) => void }) => {
  const { t } = useTranslation('official');
  // A day that is over stands as it ended.
  const past = soFar.to < dayjs().format('YYYY-MM-DD');
  const hidden = Object.values({ ...soFar.counts, ...ofDay.counts }).some(isHidden);
  return (
    <div className={styles.whole}>
      {hidden && <Alert type="info" title={t('hidden')} />}
      <section aria-labelledby="happened">
        <h2 id="happened">{t('happened', { day: ofDay.to })}</h2>
        <div className={styles.figures}>
          {HAPPENED.map((what) => (
            <Figure key={what} name={t(`count.${what}`)} value={ofDay.counts[what] as Count} soFar={soFar.counts[what] as Count} />
          ))}
        </div>
      </section>
      <section aria-labelledby="stands">
        <h2 id="stands">{past ? t('stood') : t('stands')}</h2>
        <div className={styles.figures}>
          {STANDS.map((what) => (
            <Figure key={what} name={t(`count.${what}`)} value={soFar.counts[what] as Count} warns={what === 'needsOverdue'} />
          ))}
          <Figure name={t('median')} value={soFar.timeToMeetMinutes.median as Count} unit={t('minutes')} />
          <Figure name={t('p90')} value={soFar.timeToMeetMinutes.p90 as Count} unit={t('minutes')} />
          <Figure name={t('coverage')} value={soFar.coverage.reached as Count} of={soFar.coverage.specialCare as Count} />
        </div>
      </section>
      <section aria-labelledby="trend">
        <h2 id="trend">{past ? t('trend-to', { day: soFar.to }) : t('trend')}</h2>
        <Suspense fallback={<Waiting />}>
          <Trend area={soFar.area} to={soFar.to} />
        </Suspense>
      </section>
      <ByKind needsByKind={soFar.needsByKind} />
      {soFar.areas.length > 0 && <ByArea areas={soFar.areas} onArea={onArea} />}
      {/^\d+$/.test(soFar.area) && <Bulletin area={soFar.area} day={ofDay.to} />}
    </div>
  );
};

const ByKind = ({ needsByKind }: { needsByKind: Summary['needsByKind'] }) => {
  const { t } = useTranslation('official');
  const { t: c } = useTranslation();
  const rows = Object.entries(needsByKind).filter(([, count]) => (count as Count) !== 0);
  return (
    <section aria-labelledby="kinds">
      <h2 id="kinds">{t('kinds')}</h2>
      {rows.length === 0 ? (
        <p>{t('kinds-none')}</p>
      ) : (
        <div className={styles.figures}>
          {rows.map(([kind, count]) => (
            <Figure key={kind} name={c(`kind.${kind as 'medicine'}`)} value={count} />
          ))}
        </div>
      )}
    </section>
  );
};

const ByArea = ({ areas, onArea }: { areas: Summary['areas']; onArea: (code: string) => void }) => {
  const { t, i18n } = useTranslation('official');
  const shown = ['needsCreated', 'needsMet', 'needsOpen', 'needsOverdue', 'householdsServed', 'visits', 'onDuty'] as const;
  return (
    <section aria-labelledby="areas">
      <h2 id="areas">{t('areas')}</h2>
      <div className={styles.wide} tabIndex={0} role="group" aria-label={t('area')}>
        <table className={styles.areas}>
          <thead>
            <tr>
              <th scope="col">{t('area')}</th>
              {shown.map((what) => (
                <th key={what} scope="col">
                  {t(`count.${what}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {areas.map(({ area, name, counts }) => (
              <tr key={area}>
                <th scope="row">
                  <button type="button" className="print" onClick={() => onArea(area)}>
                    {(i18n.language === 'en' ? name?.en : name?.zh) ?? t('grid', { grid: area.split('-')[1] ?? area })}
                  </button>
                </th>
                {shown.map((what) => (
                  <td key={what}>{counts[what] ?? '–'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {areas.some(({ counts }) => counts.needsCreated === null) && <p className={styles.hint}>{t('closed-days')}</p>}
    </section>
  );
};
