# SPDX-License-Identifier: GPL-3.0-or-later
"""What will the run do, as far as headers tell?

`plan_panel.PlanPanel` shows the plan in words and on a map; `plan_watch.PlanWatch`
plans anew when the dialog's values change.
"""
