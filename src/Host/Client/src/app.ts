// Enhances what the server has already rendered: every page works without this file.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll
} from 'govuk-frontend'
import { followForms } from './form'

document.documentElement.classList.add('js-on')
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink
]) {
  createAll(component)
}

followForms()

// A page that follows something under way looks again by itself; without this file there is a link for it.
for (const part of document.querySelectorAll<HTMLElement>('[data-module="app-reload"]')) {
  window.setTimeout(() => window.location.reload(), Number(part.dataset.seconds ?? 2) * 1000)
}
