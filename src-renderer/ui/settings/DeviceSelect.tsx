import { SelectBox } from '../parts/Field.tsx'
import { useWords } from '../use-words.ts'
import type { DeviceChoiceView, PreferredDevice } from '../view-model.ts'

interface DeviceSelectProps {
  readonly label: string
  readonly choice: DeviceChoiceView
  readonly preferred: PreferredDevice | null
  readonly onChoose: (device: PreferredDevice | null) => void
}

/** A device of one kind; the choice is remembered by id and label, and survives its absence. */
export function DeviceSelect({ label, choice, preferred, onChoose }: DeviceSelectProps) {
  const { t } = useWords()
  const value = preferred === null || choice.missing !== null ? '' : (choice.effective?.id ?? '')
  const choose = (id: string) => {
    const device = choice.options.find((one) => one.id === id)
    onChoose(device ? { id: device.id, label: device.label } : null)
  }
  return (
    <SelectBox label={label} value={value} onValue={choose}>
      <option value="">{t('settings.systemDefault')}</option>
      {choice.options
        .filter((device) => device.id !== '')
        .map((device) => (
          <option key={device.id} value={device.id}>
            {device.label || label}
          </option>
        ))}
    </SelectBox>
  )
}
