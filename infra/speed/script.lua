-- For wrk. The comparison for issue.lua.
wrk.method = "POST"
wrk.path = "/script"
