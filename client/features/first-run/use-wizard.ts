import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { newBrand } from '../../../shared/contract/brand.ts'
import { newFeed } from '../../../shared/contract/feed.ts'
import { firstRun } from '../../../shared/contract/first-run.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { call } from '../../lib/api.ts'
import { useForm, type Form } from '../../lib/form.ts'
import { proposedQuery } from '../../lib/proposed-query.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { readDraft, writeDraft } from './draft.ts'
import { stepOf, type Step } from './steps.ts'

export type YouForm = Form<{ name: string; email: string; password: string }>
export type BrandForm = Form<{ name: string; query: string }>
export type FeedForm = Form<{ url: string }>

/**
 * The three forms of the wizard. They live together, so that going back and forth loses nothing; all is saved by one
 * call at the end, and an error leads to the step that it is about.
 */
export function useWizard() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [start] = useState(readDraft)
  const [step, setStep] = useState<Step>('you')

  const you: YouForm = useForm({
    saved: { ...start.you, password: '' },
    schema: firstRun.shape.admin,
    toBody: (values) => ({ ...values, email: values.email.trim() }),
    send: async (body) => body,
    onSent: () => setStep('brand'),
    keepTyped: true,
  })
  const brandBody = (values: { name: string; query: string }) => ({
    name: values.name,
    queries: [{ text: values.query }],
  })
  const brand: BrandForm = useForm({
    saved: start.brand,
    schema: newBrand,
    toBody: brandBody,
    send: async (body) => body,
    onSent: () => setStep('feed'),
    keepTyped: true,
  })
  const feed: FeedForm = useForm({
    saved: start.feed,
    schema: newFeed,
    toBody: (values) => ({ url: values.url.trim() }),
    send: async (body) =>
      call(routes.firstRun, {
        body: firstRun.parse({
          admin: you.values,
          brand: brandBody(brand.values),
          feeds: [body],
        }),
      }),
    onSent: async (person) => {
      writeDraft(null)
      client.setQueryData(queryKeys.firstRun, { needed: false })
      client.setQueryData(queryKeys.session, person)
      await navigate({ to: '/queue', replace: true })
    },
    onRefused: (error) => lead(error),
    keepTyped: true,
  })

  /** Shows an error in the step that it is about. */
  const lead = (error: unknown): void => {
    const about = stepOf(error)
    if (about === null || about === 'feed') return
    setStep(about)
    if (about === 'you') you.refuse(error)
    else brand.refuse(error)
  }

  const setBrandName = (name: string): void => {
    const proposed = brand.values.query === '' || brand.values.query === proposedQuery(brand.values.name)
    brand.set('name', name)
    if (proposed) brand.set('query', proposedQuery(name))
  }

  const { name, email } = you.values
  const typed = JSON.stringify({ you: { name, email }, brand: brand.values, feed: feed.values })
  useEffect(() => writeDraft(JSON.parse(typed)), [typed])

  return { step, setStep, you, brand, feed, setBrandName, lead }
}
