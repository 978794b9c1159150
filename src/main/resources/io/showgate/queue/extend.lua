-- Extends the sessions of people who used them, in a batch. Each session then lasts a whole session length from now, but
-- never beyond the latest end that was set at admission.
--
-- KEYS 1 active  2 sessions  3 state  4 admissions.
-- ARGV 1 configured: The configured settings, see setting.part.lua.
--      2 keep: Entries to keep in the admission log.
--      3 now_ms: The time, or '' for the time of Redis.
--      4.. user ids, 1000 at most.
--
-- Returns {extended}, the count.
--
-- O(n log A) for n users of the batch and A active. Never brings back a session that has ended.

-- include redis/now.part.lua
-- include redis/text.part.lua
-- include queue/setting.part.lua
-- include queue/session.part.lua
-- include queue/full-memory.part.lua
-- include queue/log.part.lua

local active, sessions, state, admissions = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local configured, keep, now = ARGV[1], ARGV[2], now_ms(ARGV[3])
local session = tonumber(setting(configured, 'session', redis.call('HGET', state, 'session')))
allow_changes(state)
local lines = {}
for i = 4, #ARGV do
  local user = ARGV[i]
  local expiry = tonumber(redis.call('ZSCORE', active, user) or 0)
  local number, deadline = session_of(sessions, user)
  local later = math.min(now + session, tonumber(deadline or 0))
  if expiry > now and later > expiry then
    redis.call('ZADD', active, 'XX', text(later), user)
    lines[#lines + 1] = active_line(user, number, text(later), deadline)
  end
end
if #lines > 0 then
  append_to_log(state, admissions, keep, table.concat(lines, '\n'))
end
return {#lines}
