import { route } from '../route.ts'
import { settings, settingsChange } from '../setting.ts'

/** What is set for the whole workspace. */
export const settingRoutes = {
  settings: route({
    method: 'GET',
    path: '/api/settings',
    summary: 'What is set for the whole workspace.',
    access: 'brand:write',
    reply: settings,
  }),
  changeSettings: route({
    method: 'PATCH',
    path: '/api/settings',
    summary: 'Change what is set for the whole workspace.',
    access: 'brand:write',
    body: settingsChange,
    reply: settings,
  }),
}
