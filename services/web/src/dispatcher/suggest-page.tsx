import { App } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useRead } from '../api/client';
import { useCommand } from '../api/command';
import { asProblem, type Problem } from '../api/problem';
import { ActLink } from '../ui/act-link';
import { Empty } from '../ui/card';
import { Page } from '../ui/page';
import { Button } from '../ui/plain';
import { ProblemNote } from '../ui/problem-note';
import { Waiting } from '../ui/waiting';
import type { Asked } from './run-being-made';
import { boughtAt, givenTo, moved, proposalsOf, without, type Proposal, type Proposals } from './proposals';
import { ProposalCard } from './proposal-card';
import { NotPlacedCard } from './not-placed-card';
import { shopsFor, useShops } from './shop-choice';
import { useOpenTasks } from './use-board';
import styles from './dispatcher.module.css';

/** Runs as the system would make them: looked through, changed, and sent off one by one or all together. */
export const SuggestPage = () => {
  const { t } = useTranslation('dispatcher');
  const { message } = App.useApp();
  const { tasks } = (useLocation().state ?? {}) as Asked;
  const open = useOpenTasks();
  const shops = useShops();
  const volunteers = useRead('get', '/api/dispatch/volunteers', { params: { query: { status: 'on', limit: 200 } } });
  const [proposals, setProposals] = useState<Proposals>();
  const [problems, setProblems] = useState<Readonly<Record<string, Problem>>>({});
  const suggest = useCommand('/api/dispatch/runs/suggest', {
    onDone: (answer) => {
      setProposals(proposalsOf(answer));
      setProblems({});
    },
  });
  const plan = useCommand('/api/dispatch/runs');
  const { mutate } = suggest;
  const ask = useCallback(() => mutate({ body: tasks ? { tasks: [...tasks] } : {} }), [mutate, tasks]);
  useEffect(ask, [ask]);

  const { runs = [], rest = [], shopOf = {} } = proposals ?? {};
  const change = (next: (before: Proposals) => Proposals): void => setProposals((before) => before && next(before));
  const isOpen = (taskId: string): boolean => open.tasks.some((task) => task.taskId === taskId);
  /** What somebody else has taken meanwhile stays out of it. */
  const send = async ({ key, runners, tasks: of }: Proposal): Promise<boolean> => {
    try {
      const still = of.filter(isOpen);
      await plan.mutateAsync({ body: { runners: [...runners], tasks: still, shops: shopsFor(shopOf, still), keepOrder: true } });
      change((before) => without(before, key));
      return true;
    } catch (error) {
      setProblems((before) => ({ ...before, [key]: asProblem(error) }));
      return false;
    }
  };
  const sendAll = async (all: readonly Proposal[]): Promise<void> => {
    let sent = 0;
    for (const one of all) if (await send(one)) sent += 1;
    if (sent > 0) void message.success(t('suggest.sent', { count: sent }));
  };

  const waits = proposals === undefined || open.isPending || volunteers.isPending;
  const going = runs.filter((run) => run.tasks.some(isOpen));
  const left = rest.filter(({ taskId }) => isOpen(taskId));
  return (
    <Page
      title={t('suggest.title')}
      actions={
        <>
          <ActLink to="/dispatcher">{t('suggest.back')}</ActLink>
          <Button disabled={suggest.isPending} onClick={ask}>
            {t('suggest.again')}
          </Button>
          {going.length > 1 && (
            <Button primary disabled={plan.isPending} onClick={() => void sendAll(going)}>
              {t('suggest.all', { count: going.length })}
            </Button>
          )}
        </>
      }
    >
      <p className={styles.why}>{t('suggest.why')}</p>
      <ProblemNote problem={suggest.error} again={ask} />
      <ProblemNote problem={open.error && asProblem(open.error)} again={() => void open.refetch()} />
      {waits && !suggest.error && !open.error && <Waiting />}
      {!waits && going.length + left.length === 0 && <Empty>{t('suggest.nothing')}</Empty>}
      {!waits && volunteers.data?.items.length === 0 && (
        <Empty>
          {t('suggest.nobody')} <Link to="/dispatcher/volunteers">{t('volunteers.title')}</Link>
        </Empty>
      )}
      {!waits && (
        <div className={styles.proposals}>
          {going.map((proposal) => (
            <ProposalCard
              key={proposal.key}
              proposal={proposal}
              number={going.indexOf(proposal) + 1}
              others={going.flatMap(({ key }, at) => (key === proposal.key ? [] : [{ key, number: at + 1 }]))}
              tasks={open.tasks.filter(({ taskId }) => proposal.tasks.includes(taskId))}
              volunteers={volunteers.data?.items ?? []}
              shops={shops}
              shopOf={shopOf}
              problem={problems[proposal.key]}
              isSending={plan.isPending}
              onMove={(taskId, to) => change((before) => moved(before, taskId, to))}
              onShop={(taskId, shopId) => change((before) => boughtAt(before, taskId, shopId))}
              onRunners={(runners) => change((before) => givenTo(before, proposal.key, runners))}
              onSend={() => void sendAll([proposal])}
            />
          ))}
          {left.length > 0 && (
            <NotPlacedCard
              rest={left}
              tasks={open.tasks}
              runs={going.map(({ key }, at) => ({ key, number: at + 1 }))}
              onMove={(taskId, to) => change((before) => moved(before, taskId, to))}
            />
          )}
        </div>
      )}
    </Page>
  );
};
