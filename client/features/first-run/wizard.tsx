import type { ReactElement } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { BrandStep } from './brand-step.tsx'
import { ListenStep } from './listen-step.tsx'
import { steps, type Step } from './steps.ts'
import { useWizard } from './use-wizard.ts'
import styles from './wizard.module.css'
import { YouStep } from './you-step.tsx'

const names: Record<Step, string> = { brand: 'Brand', listen: 'Listen', you: 'You' }
const titles: Record<Step, { title: string; words: string }> = {
  brand: {
    title: 'Who is talked about?',
    words: 'Give the name of a brand. What to listen for, and where, is proposed from it.',
  },
  listen: {
    title: 'What is said?',
    words: 'This would be heard. Nothing is saved yet: change the query, leave feeds out, add your own.',
  },
  you: {
    title: 'Who are you?',
    words: 'You are the first admin. Colleagues can be added later; every answer is signed by a person.',
  },
}

/** Three calm steps, one at a time. What is typed survives going back, and a reload. */
export function Wizard(): ReactElement {
  const wizard = useWizard()
  const at = steps.indexOf(wizard.step)

  return (
    <main className={styles['page']}>
      <div className={styles['sheet']} data-wide={wizard.step === 'listen' || undefined}>
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
        {wizard.step === 'brand' && <BrandStep form={wizard.brand} />}
        {wizard.step === 'listen' && (
          <ListenStep
            form={wizard.listen}
            places={wizard.places}
            brand={wizard.brand.values.name.trim()}
            onBack={() => wizard.setStep('brand')}
          />
        )}
        {wizard.step === 'you' && <YouStep form={wizard.you} onBack={() => wizard.setStep('listen')} />}
      </div>
    </main>
  )
}
