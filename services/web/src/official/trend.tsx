import { useQueries } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { reading } from '../api/client';
import styles from './official.module.css';

register([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const DAYS = 7;
const LINES = [
  { what: 'needsCreated', colour: '#0a5c4a', symbol: 'circle' },
  { what: 'needsMet', colour: '#0b57d0', symbol: 'rect' },
  { what: 'visits', colour: '#8a4b00', symbol: 'triangle' },
] as const;

/** A week up to a day, one line a figure. A figure that is not told is a gap. The same stands in a table for who cannot see it. */
export const Trend = ({ area, to }: { area: string; to: string }) => {
  const { t } = useTranslation('official');
  const days = Array.from({ length: DAYS }, (_, ago) =>
    dayjs(to)
      .subtract(DAYS - 1 - ago, 'day')
      .format('YYYY-MM-DD'),
  );
  const found = useQueries({
    queries: days.map((day) => reading('get', '/api/reporting/summary', { params: { query: { area, from: day, to: day } } })),
  });
  const counts = found.map(({ data }) => data?.counts as Record<string, unknown> | undefined);
  const text = JSON.stringify(counts);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = init(place.current);
    const values = JSON.parse(text) as (Record<string, unknown> | null)[];
    chart.setOption({
      animation: false,
      grid: { left: 40, right: 16, top: 40, bottom: 28 },
      legend: { top: 0 },
      // Drawn, not written as HTML: the policy lets no inline style in.
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: { type: 'category', data: days.map((day) => day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: LINES.map(({ what, colour, symbol }) => ({
        name: t(`count.${what}`),
        type: 'line',
        symbol,
        symbolSize: 8,
        color: colour,
        data: values.map((day) => (typeof day?.[what] === 'number' ? day[what] : null)),
      })),
    });
    const fit = (): void => chart.resize();
    window.addEventListener('resize', fit);
    return () => {
      window.removeEventListener('resize', fit);
      chart.dispose();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `text` and `to` say all that is drawn
  }, [text, to, t]);
  return (
    <>
      <div ref={place} className={styles.trend} aria-hidden="true" />
      <table className="unseen">
        <caption>{t('trend')}</caption>
        <thead>
          <tr>
            <th>{t('day')}</th>
            {LINES.map(({ what }) => (
              <th key={what}>{t(`count.${what}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, at) => (
            <tr key={day}>
              <th>{day}</th>
              {LINES.map(({ what }) => (
                <td key={what}>{String(counts[at]?.[what] ?? '–')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
