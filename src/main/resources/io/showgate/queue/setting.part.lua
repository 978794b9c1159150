-- The setting in force: the value that an operator stored, or else the configured one. `configured` holds all configured
-- settings as text, ' name=value name=value ...'. Flags are 1 or 0, durations are in ms.
local function setting(configured, name, stored)
  return stored or string.match(configured, ' ' .. name .. '=(%S+)')
end
