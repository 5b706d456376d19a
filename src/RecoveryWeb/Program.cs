using Recover.Core.Hosts;
using Recover.Web.Assets;
using Recover.Web.Composition;

BundledSqlite.Register();
return 0;
