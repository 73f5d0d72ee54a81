import type { Counts } from './figures.js';

export interface BulletinFacts {
  readonly name: { readonly zh: string; readonly en: string };
  readonly day: string;
  readonly today: Counts;
  readonly soFar: Counts;
}

/** The day in sentences, as the community tells it upwards. */
export const bulletinOf = ({ name, day, today, soFar }: BulletinFacts): { zh: string; en: string } => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return {
    zh:
      `截至${year}年${month}月${date}日，${name.zh}累计电话走访${soFar.visits}次，解决问题${soFar.problemsSolved}个，` +
      `受理居民需求${soFar.needsCreated}件，已办结${soFar.needsMet}件，居民已确认${soFar.needsConfirmed}件，为${soFar.householdsServed}户居民送药送菜等上门服务。` +
      `当日新增需求${today.needsCreated}件，办结${today.needsMet}件；目前在办${today.needsOpen}件，其中超时${today.needsOverdue}件，在岗志愿者${today.onDuty}人。`,
    en:
      `By ${day}, ${latin(name.en)} has made ${many(soFar.visits, 'phone visit')}, solved ${many(soFar.problemsSolved, 'problem')}, ` +
      `taken up ${many(soFar.needsCreated, 'need')}, met ${soFar.needsMet} of them (${soFar.needsConfirmed} confirmed by residents) and brought medicine, vegetables and other help to ` +
      `${many(soFar.householdsServed, 'household')}. On this day ${many(today.needsCreated, 'new need')} came in and ${today.needsMet} ${today.needsMet === 1 ? 'was' : 'were'} met; ` +
      `${today.needsOpen} ${today.needsOpen === 1 ? 'is' : 'are'} open, ${today.needsOverdue} of them overdue, and ${many(today.onDuty, 'volunteer')} ${today.onDuty === 1 ? 'is' : 'are'} on duty.`,
  };
};

const many = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
/** An English name that somebody filled in with Chinese would not be English. */
const latin = (name: string): string => (/[\u3400-\u9fff]/.test(name) ? 'the community' : name);
