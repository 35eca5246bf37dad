import type { ReactElement } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { BrandStep } from './brand-step.tsx'
import { FeedStep } from './feed-step.tsx'
import { steps, type Step } from './steps.ts'
import { useWizard } from './use-wizard.ts'
import styles from './wizard.module.css'
import { YouStep } from './you-step.tsx'

const names: Record<Step, string> = { you: 'You', brand: 'Brand', feed: 'Feed' }
const titles: Record<Step, { title: string; words: string }> = {
  you: {
    title: 'Who are you?',
    words: 'You are the first admin. Colleagues can be added later; every answer is signed by a person.',
  },
  brand: {
    title: 'What should be listened for?',
    words: 'Name the brand. The query says which words make a mention of it; more can be added later.',
  },
  feed: {
    title: 'Where should be listened?',
    words:
      'Give one feed to begin with. It is fetched now, and you see what it would bring before anything is saved.',
  },
}

/** Three calm steps, one at a time. What is typed survives going back, and a reload. */
export function Wizard(): ReactElement {
  const wizard = useWizard()
  const at = steps.indexOf(wizard.step)

  return (
    <main className={styles['page']}>
      <div className={styles['sheet']}>
        <p className={styles['name']}>
          <img src="/icon.svg" alt="" width="24" height="24" /> Earshot
        </p>
        <ol className={styles['steps']} aria-label="Steps">
          {steps.map((step, index) => (
            <li
              key={step}
              className={styles['step']}
              data-done={index < at || undefined}
              aria-current={index === at ? 'step' : undefined}
            >
              <span className={styles['number']}>
                {index < at ? <Icon name="check" size={14} /> : index + 1}
              </span>
              {names[step]}
              {index < at && <span className="unseen"> (done)</span>}
            </li>
          ))}
        </ol>
        <p role="status" className="unseen">
          Step {at + 1} of {steps.length}: {titles[wizard.step].title}
        </p>
        <div className={styles['intro']}>
          <h1 className={styles['title']}>{titles[wizard.step].title}</h1>
          <p className={styles['words']}>{titles[wizard.step].words}</p>
        </div>
        {wizard.step === 'you' && <YouStep form={wizard.you} />}
        {wizard.step === 'brand' && (
          <BrandStep form={wizard.brand} onName={wizard.setBrandName} onBack={() => wizard.setStep('you')} />
        )}
        {wizard.step === 'feed' && (
          <FeedStep
            form={wizard.feed}
            brand={wizard.brand.values}
            onBack={() => wizard.setStep('brand')}
            onProblem={wizard.lead}
          />
        )}
      </div>
    </main>
  )
}
