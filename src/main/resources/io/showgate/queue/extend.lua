-- Extends the sessions of people who used them, in a batch: to a whole session from now, but never past the latest end that each
-- was given when let in.
--
-- KEYS 1 active  2 sessions  3 state  4 admissions
-- ARGV 1 session_ms, as configured; what an operator set goes before it   2 entries to keep in the admission log
--      3 now_ms, or '' for the time of Redis   4.. user ids, 1000 at most
--
-- Returns {extended}, the count.
--
-- O(n log A). Never brings back a session that has ended.
local active, sessions, state, admissions = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local session = tonumber(redis.call('HGET', state, 'session') or ARGV[1])
redis.call('ZREM', active, '') -- lets the rest be done in a full memory too, see see.lua
local changes = {}
for i = 4, #ARGV do
  local user = ARGV[i]
  local expiry = tonumber(redis.call('ZSCORE', active, user) or 0)
  local number, deadline = string.match(redis.call('HGET', sessions, user) or '', '^(%d+):(%d+)$')
  local later = math.min(now + session, tonumber(deadline or 0))
  if expiry > now and later > expiry then
    later = string.format('%.0f', later)
    redis.call('ZADD', active, 'XX', later, user)
    changes[#changes + 1] = '+' .. user .. ' ' .. number .. ' ' .. later .. ' ' .. deadline
  end
end
if #changes > 0 then
  local version = redis.call('HINCRBY', state, 'version', 1)
  redis.call('XADD', admissions, 'MAXLEN', '~', ARGV[2], version .. '-0', 'changes', table.concat(changes, '\n'))
end
return {#changes}
