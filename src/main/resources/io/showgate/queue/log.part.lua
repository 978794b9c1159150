-- A line of the admission log: this user is active from now on, or has another expiry.
local function active_line(user, number, expiry, deadline)
  return '+' .. user .. ' ' .. number .. ' ' .. expiry .. ' ' .. deadline
end

-- Appends one entry to the admission log, which all instances follow, and keeps about `keep` entries. `lines` is text.
local function append_to_log(state, admissions, keep, lines)
  local version = redis.call('HINCRBY', state, 'version', 1)
  redis.call('XADD', admissions, 'MAXLEN', '~', keep, version .. '-0', 'changes', lines)
end
