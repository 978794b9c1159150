-- The number and the latest end, in ms, of the session that is stored for this user, as text. Nothing if there is none.
-- The session may have ended: the score in `active` says when.
local function session_of(sessions, user)
  return string.match(redis.call('HGET', sessions, user) or '', '^(%d+):(%d+)$')
end
