//! The table `[look]`: what is laid over the theme.

use super::{FaultKind, Parser, written};
use crate::ui::{Look, LookError, Role};
use toml::de::DeTable;

/// Its name.
pub(super) const TABLE: &str = "look";

/// The value of a role that is as the theme has it.
pub(super) const THEMES_OWN: &str = "theme";

impl Parser<'_> {
    pub(super) fn looks(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name) else {
                self.unknown(key, Role::ALL.into_iter().map(Role::name));
                continue;
            };
            match written(value.get_ref()).map(str::parse::<Look>) {
                _ if written(value.get_ref()) == Some(THEMES_OWN) => {}
                Some(Ok(look)) => self.settings.looks.push((role, look)),
                Some(Err(LookError { word })) => {
                    self.fault(value.span().start, FaultKind::Look { name: name.to_string(), word });
                }
                None => self.wrong_value(name, value, vec!["#rrggbb on #rrggbb bold".to_string()]),
            }
        }
    }
}
