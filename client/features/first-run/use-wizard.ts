import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { newBrand } from '../../../shared/contract/brand.ts'
import { firstRun } from '../../../shared/contract/first-run.ts'
import { firstRunRoutes } from '../../../shared/contract/routes/first-run.ts'
import { call } from '../../lib/api.ts'
import { newFeedOf } from '../../lib/feed-choice.ts'
import { useForm, type Form } from '../../lib/form.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { readDraft, writeDraft } from './draft.ts'
import { queryBodies } from './queries.ts'
import { asOwn, stepOf, type Step } from './steps.ts'
import { usePlaces } from './use-places.ts'

export type BrandForm = Form<{ name: string }>
export type ListenForm = Form<{ queries: string[] }>
export type YouForm = Form<{ name: string; email: string; password: string }>

/**
 * The three steps of the wizard. Their state lives together, so that going back and forth loses nothing; all is saved
 * by one call at the end, and an error leads to the step that it is about.
 */
export function useWizard() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [start] = useState(readDraft)
  const [step, setStep] = useState<Step>(start.step)
  const [proposedFor, setProposedFor] = useState(start.proposedFor)

  const brand: BrandForm = useForm({
    saved: start.brand,
    schema: newBrand.pick({ name: true }),
    toBody: (values) => values,
    send: async (body) => {
      if (body.name === proposedFor) return null
      return { ...(await call(firstRunRoutes.firstRunPropose, { body })), name: body.name }
    },
    onSent: (proposed) => {
      if (proposed !== null) {
        listen.set('queries', proposed.queries.length === 0 ? [''] : proposed.queries.map(({ text }) => text))
        places.propose(proposed.feeds.map((feed) => ({ ...feed, named: true })))
        setProposedFor(proposed.name)
      }
      setStep('listen')
    },
    keepTyped: true,
  })

  const listen: ListenForm = useForm({
    saved: { queries: start.queries },
    schema: newBrand,
    toBody: ({ queries }) => ({ name: brand.values.name, queries: queryBodies(queries) }),
    send: (body) => call(firstRunRoutes.firstRunCheck, { body }),
    onSent: () => setStep('you'),
    keepTyped: true,
  })
  const places = usePlaces(start, listen.values.queries)

  const you: YouForm = useForm({
    saved: { ...start.you, password: '' },
    schema: firstRun.shape.admin,
    toBody: (values) => ({ ...values, email: values.email.trim() }),
    send: (admin) =>
      call(firstRunRoutes.firstRun, {
        body: {
          admin,
          brand: { name: brand.values.name.trim(), queries: queryBodies(listen.values.queries) },
          feeds: places.chosen.map(newFeedOf),
        },
      }).catch((error: unknown) => {
        throw asOwn(error, 'admin')
      }),
    onSent: async (person) => {
      writeDraft(null)
      client.setQueryData(queryKeys.firstRun, { needed: false })
      client.setQueryData(queryKeys.session, person)
      await navigate({ to: '/queue', replace: true })
    },
    onRefused: (error) => {
      const about = stepOf(error)
      if (about === null || about === 'you') return
      setStep(about)
      if (about === 'brand') brand.refuse(asOwn(error, 'brand'))
      else listen.refuse(asOwn(error, 'brand'))
    },
    keepTyped: true,
  })

  const { name, email } = you.values
  const typed = JSON.stringify({
    step,
    brand: brand.values,
    proposedFor,
    queries: listen.values.queries,
    choices: places.choices,
    ticks: places.ticks,
    you: { name, email },
  })
  useEffect(() => writeDraft(JSON.parse(typed)), [typed])

  return { step, setStep, brand, listen, places, you }
}

export type Places = ReturnType<typeof usePlaces>
