import type { ReactElement, ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import styles from './tabs.module.css'

/** Views of one thing, one at a time. For use in lazily loaded screens: it brings React Aria with it. */
export function Tabs<Key extends string>({
  label,
  tabs,
  selected,
  onSelect,
}: {
  label: string
  tabs: readonly { key: Key; title: string; panel: ReactNode }[]
  selected: Key
  onSelect: (key: Key) => void
}): ReactElement {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(key as Key)}>
      <TabList aria-label={label} className={styles['list'] ?? ''}>
        {tabs.map((tab) => (
          <Tab key={tab.key} id={tab.key} className={styles['tab'] ?? ''}>
            {tab.title}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.key} id={tab.key} className={styles['panel'] ?? ''}>
          {tab.panel}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
