import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../api/client';
import { asProblem } from '../api/problem';
import type { components } from '../api/schema';
import { ProblemLine } from '../ui/plain';
import styles from './official.module.css';

register([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const LINES = [
  { what: 'needsCreated', colour: '#0a5c4a', symbol: 'circle' },
  { what: 'needsMet', colour: '#0b57d0', symbol: 'rect' },
  { what: 'visits', colour: '#8a4b00', symbol: 'triangle' },
] as const;

type Day = components['schemas']['reporting_DayCountsAnswer'];

/** A week up to a day, one line a figure. A figure that is not told is a gap. The same stands in a table for who cannot see it. */
export const Trend = ({ area, to }: { area: string; to: string }) => {
  const { t } = useTranslation('official');
  const { data, error } = useRead('get', '/api/reporting/trend', { params: { query: { area, to } } });
  const text = JSON.stringify(data?.days ?? []);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = init(place.current);
    const days = JSON.parse(text) as Day[];
    chart.setOption({
      animation: false,
      grid: { left: 40, right: 16, top: 40, bottom: 28 },
      legend: { top: 0 },
      // Drawn, not written as HTML: the policy lets no inline style in.
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: LINES.map(({ what, colour, symbol }) => ({
        name: t(`count.${what}`),
        type: 'line',
        symbol,
        symbolSize: 8,
        color: colour,
        data: days.map(({ counts }) => (typeof counts[what] === 'number' ? counts[what] : null)),
      })),
    });
    const fit = (): void => chart.resize();
    window.addEventListener('resize', fit);
    return () => {
      window.removeEventListener('resize', fit);
      chart.dispose();
    };
  }, [text, t]);
  return (
    <>
      <ProblemLine problem={error ? asProblem(error) : null} />
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
          {data?.days.map(({ day, counts }) => (
            <tr key={day}>
              <th>{day}</th>
              {LINES.map(({ what }) => (
                <td key={what}>{String(counts[what] ?? '–')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
